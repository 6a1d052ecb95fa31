import type { Effect, GuardrailState, Verdict, VerdictKind } from '../../../src/experiment/verdict.ts';
import { formatDifference, formatInterval } from '../words/format-measure.ts';

/** How a verdict looks: only what asks for a deed is coloured. */
export type Tone = 'calm' | 'good' | 'doubt' | 'fault';

const TONES: Readonly<Record<VerdictKind, Tone>> = {
  collecting: 'calm',
  keep_running: 'calm',
  ship: 'good',
  harmful: 'fault',
  no_difference: 'calm',
  guardrail_breached: 'fault',
  sample_ratio_mismatch: 'doubt',
  out_of_time: 'doubt',
  paused: 'doubt',
};

const LABELS: Readonly<Record<VerdictKind, string>> = {
  collecting: 'Collecting',
  keep_running: 'Keep running',
  ship: 'Ship it',
  harmful: 'Harmful',
  no_difference: 'No difference',
  guardrail_breached: 'Guardrail breached',
  sample_ratio_mismatch: 'Sample ratio',
  out_of_time: 'Out of time',
  paused: 'Paused',
};

export function verdictTone(kind: VerdictKind): Tone {
  return TONES[kind] ?? 'calm';
}

export function verdictLabel(kind: VerdictKind): string {
  return LABELS[kind] ?? kind;
}

/** `effectWords(effect, 'share')` → '+2.1 points [+0.8, +3.4]'; 'too few units' where there is none yet. */
export function effectWords(effect: Effect | null, unit: string): string {
  if (effect === null) return 'too few units';
  return `${formatDifference(effect.difference, unit, effect.high - effect.low)} ${formatInterval(effect, unit)}`;
}

/** `pWords(0.00002)` → 'under 0.001' */
export function pWords(p: number): string {
  if (p < 0.001) return 'under 0.001';
  return p >= 0.9995 ? '1' : p.toFixed(3);
}

export function guardrailWords({ state, margin, worseAtLeast, worseAtMost }: GuardrailState, unit: string): string {
  const allowed = formatDifference(margin, unit, margin).replace(/^\+/, '');
  if (state === 'breached') return `Breached: surely worse by ${worseAtLeast === null ? 'more than' : `${formatDifference(worseAtLeast, unit).replace(/^\+/, '')}, more than`} the ${allowed} allowed.`;
  if (state === 'holds') return `Holds: surely not worse by more than ${allowed}.`;
  if (worseAtMost === null) return `Too few units to tell; ${allowed} worse is allowed.`;
  return `Not sure yet: it may still be worse by ${formatDifference(Math.max(0, worseAtMost), unit).replace(/^\+/, '')}; ${allowed} is allowed.`;
}

/** `sampleRatioWords({ observed: [500, 502], … })` → 'As it should be: 500 and 502 units, 501 and 501 expected.' */
export function sampleRatioWords({ expected, observed, isMismatch, eValue }: Verdict['sampleRatio']): string {
  if (observed.reduce((sum, units) => sum + units, 0) === 0) return 'No unit has met it yet.';
  const list = (numbers: readonly number[]) => numbers.map((units) => Math.round(units).toLocaleString('en')).join(' and ');
  const counts = `${list(observed)} units, ${list(expected)} expected`;
  return isMismatch ? `Not as it should be: ${counts}. This is ${compact(eValue)} times likelier with a fault in who is counted than by chance; results can’t be trusted until it is found.` : `As it should be: ${counts}.`;
}

function compact(value: number): string {
  return value > 1e6 ? 'over a million' : Math.round(value).toLocaleString('en');
}
