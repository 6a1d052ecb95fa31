// What of a policy bounds waiting, asking again and the device's memory: to be read here, and set in its YAML.
import type { Policy } from '../../src/policy/policy.ts';
import { formatDuration } from '../format/format-duration.ts';

export interface PolicyLimit {
  readonly label: string;
  readonly words: string;
}

type Timeout = Policy['hosted']['timeout'];

/** Only what the policy says; the rest is the SDK's and the router's own. */
export function policyLimits({ device, hosted, safety }: Policy): readonly PolicyLimit[] {
  const { contextTrimming, idleUnloadMs } = device;
  const { retry, maximumFallbacks } = hosted;
  const limits: readonly (readonly [label: string, words: string | undefined])[] = [
    ['A silent device is left', patience(device.timeout)],
    ['A silent hosted model is left', patience(hosted.timeout)],
    ['The same hosted model again', retry && `${times(retry.maximumRetries)}, if it asks to wait ${formatDuration(retry.maximumDelayMs)} at most`],
    ['Another one in its place', maximumFallbacks === undefined ? undefined : times(maximumFallbacks)],
    ['Conversations too long for the device', contextTrimming && TRIMMING[contextTrimming]],
    ['Unloaded without questions', idleUnloadMs === undefined ? undefined : `after ${formatDuration(idleUnloadMs)}`],
    ['Safety rules', safety && (safety.rules.map(({ name }) => name).join(', ') || 'none')],
  ];
  return limits.flatMap(([label, words]) => (words === undefined ? [] : [{ label, words }]));
}

const TRIMMING = { 'drop-oldest-turns': 'lose their oldest turns', none: 'go to a hosted model whole' } as const;

function patience(timeout: Timeout): string | undefined {
  const parts = [
    timeout?.firstChunkMs !== undefined && `after ${formatDuration(timeout.firstChunkMs)} without a word`,
    timeout?.chunkMs !== undefined && `${formatDuration(timeout.chunkMs)} between two`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join(', ');
}

function times(count: number): string {
  return count === 0 ? 'never' : count === 1 ? 'once' : `up to ${count} times`;
}
