// Tells PHIRST_WEBHOOK_URL what a guardrail did. At least once: the id says which ones are the same.
import type { AlarmRow } from './alarm-ledger.ts';

const TIMEOUT_MS = 10_000;

/** @throws where it wasn't taken, so that it is tried again. */
export async function tellWebhook(url: string, alarm: AlarmRow, experiment: string | null): Promise<void> {
  const { id, at, kind, variant, metric, action, policy, sentence } = alarm;
  const body = JSON.stringify({ type: 'phirst.guardrail', id, at, kind, action, experiment, variant, metric, policy, sentence });
  const headers = { 'content-type': 'application/json', 'idempotency-key': id };
  const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The webhook answered ${response.status}.`);
}
