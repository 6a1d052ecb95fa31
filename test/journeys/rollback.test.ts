// From an operator to every live tab: two router Workers that share the objects, one of them idle, and pages of both.
import type { Browser, Page } from 'playwright-core';
import type { NewClientEvent } from '../../src/event/client-event.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { DeploymentAnswer, DeploymentChange, StorePolicyAnswer } from '../../src/wire/admin-api.ts';
import type { Phirst } from '../../client-sdk/index.ts';
import { journey } from '../support/journey.ts';
import { importSdk } from '../support/sdk-page.ts';
import { OPERATOR_KEY, startTwoRouters } from '../support/two-routers.ts';

/** How long an isolate and a page believe what they know without asking. */
const STALE_AFTER_MS = 5000;

journey('a rollback reaches an idle router within five seconds of its next request, and every live tab within one query and one fetch', async ({ browser, phirstUrl, expect }) => {
  await using routers = await startTwoRouters({ allowedOrigin: phirstUrl });
  const operator = operatorAt(routers.busy);
  const [steady, risky] = [await operator.store('steady'), await operator.store('risky')];
  await operator.change({ kind: 'deploy', policy: steady });
  await operator.change({ kind: 'deploy', policy: risky });

  const tabs = await Promise.all([routers.busy, routers.idle, routers.idle].map((router) => openTab(browser, phirstUrl, router)));
  const [ofBusy, ...ofIdle] = tabs;
  const before = { policy: 'risky', sequence: 2 };
  expect(await Promise.all(tabs.map((tab) => tab.ask()))).toEqual([before, before, before]);

  await operator.change({ kind: 'rollback' });
  const rolledBack = { policy: 'steady', sequence: 3 };
  expect(await sequenceAt(routers.busy)).toBe(3);

  const reach = async (tab: Tab) => {
    const fetchesBefore = tab.policyFetches();
    // On its way under what the tab knew; its answer, or the fetch beside it, brings the news.
    await tab.ask();
    expect(await tab.ask()).toEqual(rolledBack);
    expect(tab.policyFetches() - fetchesBefore).toBe(1);
  };
  const untilIdleIsStale = new Promise((resolve) => setTimeout(resolve, STALE_AFTER_MS));
  await reach(ofBusy!);
  await untilIdleIsStale;
  const firstAt = performance.now();
  const reached = Promise.all(ofIdle.map(reach));
  await expect.poll(() => sequenceAt(routers.idle), { interval: 50, timeout: STALE_AFTER_MS }).toBe(3);
  expect(performance.now() - firstAt).toBeLessThan(STALE_AFTER_MS);
  await reached;
});

function operatorAt(router: string) {
  const send = async <T>(path: string, body?: unknown): Promise<T> => {
    const headers = { authorization: `Bearer ${OPERATOR_KEY}`, 'content-type': 'application/json' };
    const response = await fetch(router + path, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    store: async (name: string) => (await send<StorePolicyAnswer>('/admin/policies', { ...loadDefaultPolicy(), name })).hash,
    async change(change: DeploymentChange) {
      const { deployment } = await send<DeploymentAnswer>('/admin/deployment');
      return send<DeploymentAnswer>('/admin/deployment', { change, expectedSequence: deployment.sequence, reason: 'a journey' });
    },
  };
}

async function sequenceAt(router: string): Promise<number> {
  return Number((await fetch(`${router}/v1/models`)).headers.get('x-phirst-sequence'));
}

interface Tab {
  /** A hosted question; under what the tab decided it, as its own event says. */
  ask(): Promise<{ readonly policy: string; readonly sequence: number }>;
  policyFetches(): number;
}

async function openTab(browser: Browser, phirstUrl: string, router: string): Promise<Tab> {
  // A profile each: a tab must not hear of anything through another one's storage.
  const page: Page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  let policyFetches = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/policy')) policyFetches++;
  });
  await page.goto(`${phirstUrl}/healthz`);
  await importSdk(page);
  await page.evaluate(async (url) => {
    const scope = globalThis as unknown as { phirst: Phirst; told: NewClientEvent[]; phirstSdk: typeof import('../../client-sdk/index.ts') };
    scope.told = [];
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
      if (key.startsWith('phirst.event:')) scope.told.push(JSON.parse(value) as NewClientEvent);
      setItem.call(this, key, value);
    };
    scope.phirst = scope.phirstSdk.createPhirst({ router: url, events: true });
    await scope.phirst.policy();
  }, router);
  return {
    policyFetches: () => policyFetches,
    ask: () =>
      page.evaluate(async () => {
        const { phirst, told } = globalThis as unknown as { phirst: Phirst; told: NewClientEvent[] };
        const answer = phirst.ask('What is the capital of France?', { mode: 'only_in_cloud' });
        const { id } = await answer.done;
        for (;;) {
          const outcome = told.find((event) => event.type === 'outcome' && event.decisionId === id);
          if (outcome?.type === 'outcome') return { policy: outcome.policy, sequence: outcome.sequence ?? 0 };
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
      }),
  };
}
