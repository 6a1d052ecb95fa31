import { expect, it } from 'vitest';
import { startProgress } from './progress.ts';
import { recordedTerminal } from './recorded-terminal.ts';
import { table } from './table.ts';

it('a table has columns, no lines and no spaces at the end', () => {
  const text = table(recordedTerminal(), [{ title: 'route' }, { title: 'share', align: 'right' }], [['device', '71 %'], ['hosted', '9 %']]);
  expect(text).toBe('route   share\ndevice   71 %\nhosted    9 %\n');
});

it('colours reach only a terminal', () => {
  expect(table(recordedTerminal({ hasColours: true }), [{ title: 'x' }], [['1']])).toContain('\u001B[2m');
});

it('progress is a line each quarter in a log, one line that is overwritten before a person', () => {
  const log = recordedTerminal();
  const progress = startProgress(log, 'Asking', 100);
  for (let each = 0; each < 100; each++) progress.advance();
  progress.end();
  expect(log.noted().split('\n')).toEqual([0, 25, 50, 75, 100].map((done) => `Asking: ${done} of 100`).concat(''));
  const live = recordedTerminal({ isLive: true });
  startProgress(live, 'Asking', 1).end();
  expect(live.noted()).not.toContain('\n');
});
