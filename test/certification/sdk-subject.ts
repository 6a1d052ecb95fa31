// One question through the SDK in process, with the router played by a script; with and without a device that could answer.
import { createPhirst } from '../../client-sdk/client.ts';
import { createScriptedEngine, scriptedToken } from '../support/scripted-engine.ts';
import { certificationPolicy, DEADLINE_MS } from './certification-policy.ts';
import type { AbortStage } from './faults.ts';
import type { Observation } from './observation.ts';
import { playInProcess, type PlayedCall } from './play-in-process.ts';
import { deltasOf, WHOLE_TEXTS } from './recording.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { WireScript } from './wire-script.ts';

export interface SdkCase {
  /** What the router does with each completion. */
  readonly scriptOf: (call: PlayedCall, index: number) => WireScript;
  /** `none`: hosted models alone. `unsure`: the device answers first and is not sure, so the query goes up. */
  readonly device: 'none' | 'unsure';
  readonly abortAt?: AbortStage | undefined;
}

export async function observeSdk({ scriptOf, device, abortAt }: SdkCase, clock: VirtualClock): Promise<Observation> {
  const network = playInProcess(scriptOf);
  const policy = certificationPolicy();
  const policyAnswer = JSON.stringify({ policy, hash: 'certification', hostedModelIds: policy.hosted.models.map(({ id }) => id) });
  const engine = createScriptedEngine({ tokens: deltasOf('device').map((text) => scriptedToken(text, -1.2)), now: () => clock.now() });
  const phirst = createPhirst({
    router: 'http://router.test',
    createEngine: () => engine,
    fetch: (input, init) =>
      (input as string).endsWith('/v1/policy') ? Promise.resolve(new Response(policyAnswer)) : network.fetch(input, init),
  });
  const caller = new AbortController();
  const startedAt = clock.now();
  const ask = async () => {
    if (device === 'unsure') await phirst.prepare();
    if (abortAt === 'at once') caller.abort();
    const terminals: string[] = [];
    let text = '';
    let hosted = '';
    const faults: string[] = [];
    const answer = phirst.ask('Which river flows through the town?', { budget: { totalMs: DEADLINE_MS }, signal: caller.signal });
    const leaveIf = (is: boolean) => is && caller.abort();
    for await (const part of answer) {
      if (terminals.length > 0) faults.push(`a part after the last one: ${part.type}`);
      if (part.type === 'route' && part.source === 'hosted' && abortAt === 'before headers') setTimeout(() => caller.abort(), 1000);
      if (part.type === 'route' && part.source === 'hosted' && part.model !== 'auto') leaveIf(abortAt === 'after headers');
      if (part.type === 'revise') {
        if (part.withdrawnText !== text) faults.push('a revise that withdraws another text than was shown');
        text = '';
        hosted = '';
      }
      if (part.type === 'text-delta') {
        text += part.text;
        if (part.source === 'hosted') hosted += part.text;
        leaveIf(abortAt === 'after first text' && hosted !== '');
        leaveIf(abortAt === 'mid-answer' && hosted.length > 12);
      }
      if (part.type === 'error') terminals.push(part.error.code);
      if (part.type === 'finish') {
        // What the deadline cut short says so, is marked, and is no whole answer: as good as the error.
        const isCut = part.result.reason === 'out_of_time' && part.result.isUnsure && !WHOLE_TEXTS.includes(part.result.text);
        terminals.push(isCut ? 'deadline_exceeded' : 'finish');
        if (part.result.text !== text) faults.push(`the result says "${part.result.text}" where "${text}" was shown`);
      }
    }
    return { terminals, text, faults };
  };
  const seen = await clock.run(ask(), startedAt + DEADLINE_MS + 60_000);
  const endedAtMs = seen === undefined ? undefined : clock.now() - startedAt;
  await clock.drain(60_000);
  const danglingCalls = network.calls.filter((call) => !call.isOver && !call.isLetGo).length;
  phirst.dispose();
  await clock.drain(60_000);
  return {
    terminals: seen?.terminals ?? [],
    text: seen?.text ?? '',
    faults: seen?.faults ?? [],
    endedAtMs,
    calls: network.calls.length,
    danglingCalls,
    isAborted: abortAt !== undefined,
  };
}
