// What the device is doing now, in a few words and, where it isn't plainly ready, in a sentence.
import type { DeviceReport } from '../../client-sdk/device/device-session.ts';
import { loadingPhase, type DeviceLoad } from './device-load.ts';

export interface DeviceInWords {
  /** `resting` and `idle` can answer nothing now, and nothing is wrong. */
  readonly kind: 'ready' | 'loading' | 'resting' | 'idle' | 'failed';
  readonly words: string;
  readonly sentence?: string | undefined;
}

const HOSTED_MEANWHILE = 'Hosted models answer until then.';

/**
 * @example describeDevice({ kind: 'idle' }, report) // { kind: 'idle', words: 'not loaded', sentence: 'Hosted models answer …' }
 */
export function describeDevice(load: DeviceLoad, report: DeviceReport): DeviceInWords {
  switch (load.kind) {
    case 'loading':
      return { kind: 'loading', words: `${loadingPhase(load.progress)} ${Math.round((load.progress?.ratio ?? 0) * 100)}%` };
    case 'failed':
      return { kind: 'failed', words: 'not available', sentence: load.message };
    case 'ready':
      return describeLoaded(report);
    default:
      return { kind: 'idle', words: 'not loaded', sentence: 'Hosted models answer until a model is loaded.' };
  }
}

function describeLoaded({ status, loaded, lastFault }: DeviceReport): DeviceInWords {
  switch (status) {
    case 'ready':
      return { kind: 'ready', words: ['ready', ...(loaded ? [loaded.backend, ...rate(loaded.decodeTokensPerSecond)] : [])].join(' · ') };
    case 'reloading':
      return { kind: 'loading', words: 'starting again', sentence: `It is being started again. ${HOSTED_MEANWHILE}` };
    case 'unloaded':
      return {
        kind: 'resting',
        words: 'resting',
        sentence: 'Nobody asked for a while, so it gave its memory back. The next question starts it again from what is kept here.',
      };
    case 'failed':
      return {
        kind: 'failed',
        words: 'hosted for this session',
        sentence: `It broke again after a restart, so hosted models answer for this session. ${lastFault?.message ?? ''}`.trim(),
      };
    case 'unsupported':
      return { kind: 'failed', words: 'not available', sentence: 'This device cannot run it.' };
    default:
      return { kind: 'idle', words: 'not loaded', sentence: `It broke, and is too large to be downloaded again without being asked for. ${HOSTED_MEANWHILE}` };
  }
}

function rate(tokensPerSecond: number | undefined): readonly string[] {
  return tokensPerSecond === undefined ? [] : [`${Math.round(tokensPerSecond)} tokens/s`];
}
