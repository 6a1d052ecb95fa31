// Says how far long work has come: a line that overwrites itself where a person watches, else a line each quarter.
import type { Terminal } from './terminal.ts';

export interface Progress {
  advance(by?: number): void;
  /** Clears the line; nothing more is said. */
  end(): void;
}

/**
 * @example
 * const progress = startProgress(terminal, 'Asking phi-3-nano', questions.length);
 * for (const question of questions) { await answer(question); progress.advance(); }
 * progress.end();
 */
export function startProgress(terminal: Terminal, label: string, total: number): Progress {
  let done = 0;
  let shown = -1;
  const show = (step: number, text: string) => {
    if (step === shown) return;
    shown = step;
    terminal.note(text);
  };
  const line = () => `${label}: ${done} of ${total}`;
  const update = () => {
    if (total === 0) return;
    if (terminal.isLive) show(Math.floor((100 * done) / total), `\r\u001B[2K${line()}`);
    else show(Math.floor((4 * done) / total), `${line()}\n`);
  };
  update();
  return {
    advance(by = 1) {
      done += by;
      update();
    },
    end() {
      if (terminal.isLive && total > 0) terminal.note('\r\u001B[2K');
    },
  };
}
