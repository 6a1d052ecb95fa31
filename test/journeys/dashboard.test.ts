// The dashboard as an operator meets it, on a router of its own: what is deployed here would be in force for every other journey.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { startPhirst, type RunningPhirst } from '../../scripts/serve/start-phirst.ts';
import { defaultPolicyDocument } from '../../src/policy/default-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { AuditEntry, DecisionsAnswer, DeploymentAnswer, DeploymentChange, StorePolicyAnswer } from '../../src/wire/admin-api.ts';
import { journey } from '../support/journey.ts';
import { askAsOperator } from '../support/ask-as-operator.ts';

const KEY = 'the-operators-key-of-this-journey';
let phirst: RunningPhirst;

beforeAll(async () => {
  const digest = createHash('sha256').update(KEY).digest('hex');
  phirst = await startPhirst({ port: 0, build: false, environmentVariables: { PHIRST_KEYS: `ada:operator:${digest}` } });
});
afterAll(() => phirst.stop());

const ask = <Answer>(path: string, body?: unknown) => askAsOperator<Answer>(phirst.url, KEY, path, body);

async function change(what: DeploymentChange): Promise<void> {
  const { deployment } = await ask<DeploymentAnswer>('/admin/deployment');
  await ask('/admin/deployment', { change: what, expectedSequence: deployment.sequence, reason: 'for the journey' });
}

const store = async (policy: Policy) => (await ask<StorePolicyAnswer>('/admin/policies', policy)).hash;

async function deploy(policy: Policy): Promise<string> {
  const hash = await store(policy);
  await change({ kind: 'deploy', policy: hash });
  return hash;
}

/** Of answers of which nothing else was told: enough of them for a second page. */
const ratings = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ type: 'feedback', schemaVersion: 1, id: `feedback-${index}`, decisionId: `answer-of-before-${index}`, observer: 'client', atMs: Date.now(), rating: 1 }));

const builtIn = defaultPolicyDocument as Policy;
const plain: Policy = { ...builtIn, name: 'plain' };
/** Has the larger hosted model alone. */
const strong: Policy = { ...builtIn, name: 'strong', hosted: { ...builtIn.hosted, models: builtIn.hosted.models.filter(({ id }) => id === 'reference/large') } };

journey('with no data the dashboard asks for a key, then says of each view what to do first', async ({ page, requestsElsewhere, expect }) => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('401') && errors.push(message.text()));
  await page.goto(`${phirst.url}/dashboard/`);
  await page.getByTestId('key-input').fill('a wrong one');
  await page.keyboard.press('Enter');
  await page.getByTestId('key-refused').waitFor();
  await page.getByTestId('key-input').fill(KEY);
  await page.keyboard.press('Enter');
  await page.getByTestId('no-traffic').waitFor();
  // By keyboard alone.
  await page.getByTestId('view-policies').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('nothing-deployed').waitFor();
  await page.getByTestId('view-experiments').click();
  await page.getByTestId('no-experiments').waitFor();
  await page.getByTestId('view-decisions').click();
  await page.getByTestId('no-decisions').waitFor();
  expect(errors).toEqual([]);
  expect(requestsElsewhere).toEqual([]);
  // Kept in this tab alone.
  const kept = () => page.evaluate(() => ({ session: Object.values(sessionStorage), local: JSON.stringify(localStorage) }));
  expect((await kept()).session).toContain(KEY);
  expect((await kept()).local).not.toContain(KEY);
  await page.getByTestId('forget-key').click();
  await page.getByTestId('key-form').waitFor();
  expect((await kept()).session).not.toContain(KEY);
});

journey('a filled dashboard rolls back at a click, and decides one query again under another policy', async ({ page, expect }) => {
  const first = await deploy(strong);
  await deploy(plain);
  await ask('/v1/events', { events: ratings(55) });
  for (let query = 0; query < 3; query++) await ask('/v1/chat/completions', { model: 'auto', messages: [{ role: 'user', content: 'What is the capital of France?' }] });
  await expect.poll(async () => (await ask<DecisionsAnswer>('/admin/decisions?limit=100')).decisions.length, { timeout: 20_000 }).toBe(58);

  await page.goto(`${phirst.url}/dashboard/#key=${KEY}`);
  await page.getByTestId('queries-card').locator('canvas').waitFor();
  expect(page.url()).not.toContain(KEY);
  expect(await page.getByTestId('figures').textContent()).toContain('3');
  // Three are no share.
  expect(await page.getByTestId('figures').textContent()).toContain('too few');

  await page.getByTestId('view-policies').click();
  expect(await page.getByTestId('default-policy').textContent()).toContain('plain');
  expect(await page.getByTestId('differences').textContent()).toContain('hosted.models');
  await page.getByTestId('roll-back').click();
  expect(await page.getByTestId('change-dialog').textContent()).toContain('strong');
  await page.getByTestId('change-reason').fill('too weak');
  await page.getByTestId('change-confirm').click();
  await page.getByTestId('default-policy').getByText('strong').waitFor();
  expect(await page.getByTestId('history').locator('tbody tr').first().textContent()).toContain('too weak');
  expect((await ask<DeploymentAnswer>('/admin/deployment')).deployment.policy).toBe(first);

  await page.getByTestId('view-decisions').click();
  await page.getByTestId('decision').first().click();
  await page.getByTestId('replay-summary').waitFor();
  // The policy that decided it had the smaller model too; the one in force now has the larger one alone.
  expect(await page.getByTestId('replay-summary').textContent()).toContain('1 of 1 would have been decided otherwise');
  expect(await page.getByTestId('would-hosted').textContent()).toMatch(/^reference\/large/);
  await page.getByTestId('replay-policy').selectOption({ label: await optionOf('plain') });
  await page.getByText('It would have been decided the same.').waitFor();

  async function optionOf(name: string): Promise<string> {
    const labels = await page.getByTestId('replay-policy').locator('option').allTextContents();
    return labels.find((label) => label.startsWith(name)) ?? '';
  }
});

journey('an operator turns pages of decisions, freezes, withdraws a rollout, and pauses, resumes and stops an experiment', async ({ page, expect }) => {
  const confirm = async (button: string, reason: string) => {
    await page.getByTestId(button).click();
    await page.getByTestId('change-reason').fill(reason);
    await page.getByTestId('change-confirm').click();
    await page.getByTestId('change-dialog').waitFor({ state: 'detached' });
  };
  await page.goto(`${phirst.url}/dashboard/#key=${KEY}`);
  await page.getByTestId('view-decisions').click();
  await page.getByTestId('older').click();
  await page.getByTestId('newer').waitFor();
  expect(await page.getByTestId('decision').count()).toBe(8);
  expect(await page.getByTestId('older').count()).toBe(0);
  await page.getByTestId('newer').click();
  await page.getByTestId('older').waitFor();

  await change({ kind: 'ramp', policy: await store(plain), coverage: 0.2 });
  await page.getByTestId('view-policies').click();
  expect(await page.getByTestId('differences').locator('select').last().locator('option:checked').textContent()).toContain('plain');
  await confirm('withdraw', 'looked wrong');
  await page.getByTestId('rollouts').getByText('None').waitFor();
  await confirm('freeze', 'the holidays');
  await confirm('unfreeze', 'back at work');
  await page.getByTestId('freeze').waitFor();

  const [control, candidate] = [await store(strong), await store(plain)];
  const variants = [{ name: 'control', policy: control }, { name: 'candidate', policy: candidate }];
  await change({ kind: 'start_experiment', experiment: { schemaVersion: 1, key: 'plain-or-strong', variants, primary: 'feedback' } as never });
  await page.getByTestId('view-experiments').click();
  await page.getByTestId('experiment-plain-or-strong').click();
  await confirm('pause', 'an outage');
  await confirm('resume', 'it is over');
  await page.getByTestId('pause').waitFor();
  await confirm('stop', 'no use');
  await page.getByTestId('stop').waitFor({ state: 'detached' });
  const reasons = (await ask<readonly AuditEntry[]>('/admin/audit?limit=10')).filter(({ reason }) => reason !== 'for the journey').map(({ change: { kind }, reason }) => `${kind}: ${reason}`);
  expect(reasons.slice(0, 6)).toEqual(['stop_experiment: no use', 'resume_experiment: it is over', 'pause_experiment: an outage', 'unfreeze: back at work', 'freeze: the holidays', 'rollback: looked wrong']);
});
