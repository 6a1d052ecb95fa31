// Many people at once, in the order they arrive: each asks its questions, then its device tells what became of them.
import type { NewClientEvent } from '../../src/event/client-event.ts';
import { assignUnit } from '../../src/experiment/assign-unit.ts';
import type { DemoRouter } from './demo-router.ts';
import { askAsUnit, type PolicyAnswer } from './simulated-client.ts';
import type { SimulatedUnit } from './simulated-world.ts';

/** Requests under way at a time. */
const CONCURRENCY = 24;

export interface RunUnitsInput {
  readonly router: DemoRouter;
  readonly units: readonly SimulatedUnit[];
  readonly fromMs: number;
  readonly toMs: number;
  /** A fault in the app: such a unit leaves before it has asked anything. */
  readonly isLost?: (variant: string | undefined, unit: SimulatedUnit) => boolean;
  /** Ends early when this says so. */
  readonly isOver?: () => boolean;
  readonly onProgress?: (done: number, all: number) => void;
}

export interface VariantTruth {
  units: number;
  queries: number;
  content: number;
  failed: number;
}

/** What really happened to each variant, as only a simulation can know. */
export async function runUnits(input: RunUnitsInput): Promise<ReadonlyMap<string, VariantTruth>> {
  const { router, units, fromMs, toMs, isOver = () => false } = input;
  const truth = new Map<string, VariantTruth>();
  let served = await policyFrom(router, fromMs);
  let newest = served.deployment.sequence;
  let next = 0;
  const work = async () => {
    while (next < units.length && !isOver()) {
      const index = next++;
      const unit = units[index]!;
      // As the SDK does: a higher number in an answer means that there is a newer policy to be had.
      if (newest > served.deployment.sequence) served = await policyFrom(router, fromMs + unit.arrival * (toMs - fromMs));
      await runUnit(unit);
      input.onProgress?.(index + 1, units.length);
    }
  };
  const runUnit = async (unit: SimulatedUnit) => {
    const events: NewClientEvent[] = [];
    for (const [number, query] of unit.queries.entries()) {
      const atMs = fromMs + unit.arrival * (toMs - fromMs) + number * 600_000;
      if (number === 0 && input.isLost?.(variantOf(served, unit), unit)) return;
      const asked = await askAsUnit({ router, served, unit, query, decisionId: `${unit.unit}-${number}`, atMs, events });
      newest = Math.max(newest, asked.sequence ?? 0);
      const sums = truth.get(asked.variant ?? '') ?? { units: 0, queries: 0, content: 0, failed: 0 };
      truth.set(asked.variant ?? '', sums);
      if (number === 0) sums.units++;
      sums.queries++;
      if (asked.isContent) sums.content++;
      if (asked.isRight === undefined) sums.failed++;
    }
    const atMs = fromMs + unit.arrival * (toMs - fromMs) + unit.queries.length * 600_000;
    await router.request('/v1/events', { method: 'POST', body: { events }, headers: { 'x-phirst-unit': unit.unit }, atMs });
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return truth;
}

async function policyFrom(router: DemoRouter, atMs: number): Promise<PolicyAnswer> {
  return (await (await router.request('/v1/policy', { atMs })).json()) as PolicyAnswer;
}

function variantOf({ deployment }: PolicyAnswer, { unit }: SimulatedUnit): string | undefined {
  return assignUnit(deployment, unit).assignment?.variant;
}
