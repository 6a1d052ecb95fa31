// What an operator and a reader see of experiments, through the router.
import { env } from 'cloudflare:workers';
import { describe, it } from 'vitest';
import type { Bindings } from '../../router/env.ts';
import type { ExperimentReport, ExperimentSummary } from '../../src/wire/admin-api.ts';
import { storedKeys } from '../support/stored-keys.ts';
import { errorOf } from './support/chat-body.ts';
import { startExperiment } from './support/experiment-bench.ts';
import { startRouter } from './support/start-router.ts';

const KEYS = await storedKeys(['reader', 'reader'], ['web', 'caller']);

function start() {
  const { EXPERIMENTS, DEPLOYMENTS } = env as Bindings;
  const router = startRouter({ env: { PHIRST_KEYS: KEYS, EXPERIMENTS, DEPLOYMENTS } });
  return (path: string, key = 'reader') => router.fetch(`https://phirst.example/admin/experiments${path}`, { headers: { authorization: `Bearer ${key}` } });
}

describe('GET /admin/experiments', () => {
  it('lists what ran and runs, newest first, each with its verdict', async ({ expect }) => {
    const [first, second] = [await startExperiment(), await startExperiment()];
    const listed = await (await start()('')).json<ExperimentSummary[]>();
    const mine = listed.filter(({ key }) => [first.key, second.key].includes(key));
    expect(mine.map(({ key, status }) => [key, status])).toEqual([[second.key, 'running'], [first.key, 'stopped']]);
    expect(mine[0]!.verdict.kind).toBe('collecting');
  });

  it('tells one in full', async ({ expect }) => {
    const running = await startExperiment({ hypothesis: 'surer' });
    await running.stub().add(Array.from({ length: 100 }, (_, unit) => running.feedback(`u${unit}`, unit % 2 ? 'b' : 'a', unit % 2 ? 1 : unit % 4 ? 1 : 0)));
    await running.stub().add(Array.from({ length: 100 }, (_, unit) => running.edge(`u${unit}`, unit % 2 ? 'b' : 'a')));
    await running.measure();
    const report = await (await start()(`/${running.key}`)).json<ExperimentReport>();
    expect(report).toMatchObject({ key: running.key, definition: { hypothesis: 'surer' }, verdict: { kind: 'ship', variant: 'b' }, alarms: [] });
    expect(report.series).toMatchObject([{ variant: 'b', metric: 'feedback', units: 100 }]);
  });

  it('says so where there is none, and is nothing for callers', async ({ expect }) => {
    const get = start();
    for (const path of ['/nothing', '/NO..KEY']) {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect((await errorOf(response)).code).toBe('experiment_not_found');
    }
    expect((await get('', 'web')).status).toBe(403);
  });
});

describe('the export', () => {
  it('has every unit once in GrowthBook’s shape, over several pages, as NDJSON and CSV', async ({ expect }) => {
    const running = await startExperiment();
    await running.stub().add(Array.from({ length: 2003 }, (_, unit) => running.client(unit === 0 ? '=cmd,"x"' : `u${unit}`, unit % 2 ? 'b' : 'a')));
    const ndjson = await start()(`/${running.key}/export`);
    const rows = (await ndjson.text()).trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(new Set(rows.map(({ unit }) => unit)).size).toBe(2003);
    expect(rows[1]).toEqual({
      timestamp: '2026-11-25T12:30:00.000Z',
      experiment_id: running.key,
      variation_id: '1',
      variation_name: 'b',
      unit: 'u1',
      device_class: 'desktop-webgpu',
      triggered: 1,
    });
    const csv = await start()(`/${running.key}/export?format=csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const lines = (await csv.text()).split('\r\n');
    expect(lines).toHaveLength(2005);
    expect(lines[0]).toBe('timestamp,experiment_id,variation_id,variation_name,unit,device_class,triggered');
    expect(lines[1]).toContain(`,a,"'=cmd,""x""",desktop-webgpu,1`);
  });

  it('in another format is refused', async ({ expect }) => {
    const running = await startExperiment();
    expect((await start()(`/${running.key}/export?format=xml`)).status).toBe(400);
  });
});
