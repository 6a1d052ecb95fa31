// One call to one hosted model, up to the moment at which its answer is known to be one: a judged JSON, or a stream whose
// first content is there. It has an abort controller of its own: the caller, the deadline or a stall end it and nothing else.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { orAborted } from '../or-aborted.ts';
import { describeProviderError } from '../providers/describe-provider-error.ts';
import type { Provider, ProviderCall } from '../providers/provider.ts';
import { screenJson, screenStream } from '../safety/screen-answer.ts';
import type { AnswerMeter } from './answer-meter.ts';
import { readJsonAnswer, type JsonAnswer } from './json-answer.ts';
import { createProviderStream, type ProviderStream, type StreamPart } from './provider-stream.ts';
import { createStallWatch } from './stall-watch.ts';

export interface AttemptInput {
  readonly provider: Provider;
  readonly call: Omit<ProviderCall, 'signal'>;
  readonly isStream: boolean;
  readonly passesUsage: boolean;
  /** Its safety rules look at the answer. */
  readonly policy: Policy;
  /** The caller's and the deadline's. */
  readonly signal: AbortSignal;
  readonly patienceMs: number;
  readonly chunkMs: number;
  readonly meter: AnswerMeter;
  readonly now: () => number;
}

export type AttemptAnswer =
  | { readonly kind: 'json'; readonly answer: JsonAnswer }
  | {
      readonly kind: 'stream';
      readonly stream: ProviderStream;
      /** Up to the first content and with it. */
      readonly opening: StreamPart;
      /** It is over: lets go of everything. */
      end(): void;
    };

/** Throws a PhirstError: what the provider failed of, or the signal's reason. */
export async function runAttempt(input: AttemptInput): Promise<AttemptAnswer> {
  const { signal, provider } = input;
  if (signal.aborted) {
    input.meter.refuse();
    throw signal.reason;
  }
  const controller = new AbortController();
  const stall = () => controller.abort(stalled(provider.name));
  const follow = () => controller.abort(signal.reason);
  signal.addEventListener('abort', follow, { once: true });
  const watch = createStallWatch({ limitMs: input.chunkMs, now: input.now, onStall: stall });
  const end = () => {
    watch.end();
    signal.removeEventListener('abort', follow);
    // Ends what is still under way; after an answer that was read to its end there is nothing.
    controller.abort(new PhirstError('aborted', 'The attempt is over.'));
  };
  const timer = setTimeout(stall, input.patienceMs);
  try {
    const response = await send(input, controller.signal);
    const describeError = (error: unknown) => describeProviderError(error, provider.name);
    if (!input.isStream) {
      const answer = await readJsonAnswer(response, { signal: controller.signal, describeError });
      if (answer.usage) input.meter.tell(answer.usage);
      screenJson(answer, input.policy);
      end();
      return { kind: 'json', answer };
    }
    const contentType = response.headers.get('content-type') ?? '';
    if (response.body === null || !/^text\/event-stream\b/i.test(contentType)) throw await notAStream(response, contentType, { signal: controller.signal, describeError });
    const { meter, passesUsage } = input;
    const stream = screenStream(createProviderStream({ body: response.body, signal: controller.signal, meter, watch, passesUsage, describeError }), input.policy);
    return { kind: 'stream', stream, opening: await stream.open(), end };
  } catch (error) {
    end();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function send({ provider, call, meter }: AttemptInput, signal: AbortSignal): Promise<Response> {
  const sent = provider.complete({ ...call, signal });
  try {
    return await orAborted(sent, signal);
  } catch (error) {
    if (signal.aborted) {
      // A fetch that heeds no signal may come back later; nobody reads it then.
      sent.then((late) => late.body?.cancel()).catch(() => undefined);
    } else {
      meter.refuse();
    }
    throw error;
  }
}

/** Asked for a stream, the provider sent something else: perhaps an error under a 200. */
async function notAStream(response: Response, contentType: string, reading: { signal: AbortSignal; describeError: (error: unknown) => PhirstError }): Promise<PhirstError> {
  if (/\bjson\b/i.test(contentType)) {
    try {
      await readJsonAnswer(response, reading);
    } catch (error) {
      if (PhirstError.isInstance(error)) return error;
      throw error;
    }
  } else {
    void response.body?.cancel().catch(() => undefined);
  }
  return new PhirstError('provider_response_invalid', 'The provider answered something else than the stream it was asked for.');
}

function stalled(name: string): PhirstError {
  return new PhirstError('provider_stalled', `The provider "${name}" said nothing for too long.`);
}
