// A ChatTransport that answers in the page itself: `useChat` without a server of one's own.
import type { ChatTransport, UIMessageChunk } from 'ai';
import type { Phirst } from '../../client-options.ts';
import type { AskSettings } from '../ask-settings.ts';
import { isDeviceFinal, standingText } from '../standing-text.ts';
import { preparationChunks } from './preparation-chunks.ts';
import { readUiMessages } from './read-ui-messages.ts';
import { streamOf } from './stream-of.ts';
import { uiChunks, type PhirstUIChunk } from './ui-chunks.ts';
import type { PhirstUIMessage } from './ui-message.ts';

/** How the transport asks: settings that hold for every question, and whether it loads the model itself. */
export interface TransportOptions extends AskSettings {
  /**
   * Loads the model with the first question and answers once it is loaded, or can't be; `data-modelDownloadProgress`
   * tells meanwhile. Without it the app calls `prepare` itself, and hosted models answer till then.
   */
  readonly prepare?: boolean | undefined;
}

/**
 * A transport for `useChat`: the page answers by itself, without a server of its own.
 *
 * @example
 * const phirst = createPhirst({ router: 'https://ai.example.com' });
 * const transport = createPhirstTransport(phirst, { budget: { totalMs: 8000 } });
 * const { messages, sendMessage } = useChat<PhirstUIMessage>({ transport });
 * // message.parts: data-route, data-draft while the device answers, data-escalation when it handed up, text
 */
export function createPhirstTransport(phirst: Phirst, { prepare = false, ...settings }: TransportOptions = {}): ChatTransport<PhirstUIMessage> {
  return {
    async sendMessages({ messages, abortSignal }) {
      const stopped = new AbortController();
      const signal = abortSignal ? AbortSignal.any([abortSignal, stopped.signal]) : stopped.signal;
      const turns = readUiMessages(messages);
      async function* answerChunks(): AsyncGenerator<PhirstUIChunk, void, undefined> {
        yield { type: 'start' };
        if (prepare) yield* preparationChunks(phirst, signal);
        yield* uiChunks(standingText(phirst.ask(turns, { ...settings, signal }), isDeviceFinal(settings)));
      }
      return streamOf<UIMessageChunk>([], orAborted(answerChunks(), abortSignal), () => stopped.abort());
    },
    // An answer lives in its page; there is nothing to come back to.
    reconnectToStream: () => Promise.resolve(null),
  };
}

/** Stopped by the person: what is there stays, and no error is shown. */
async function* orAborted(chunks: AsyncIterable<PhirstUIChunk>, signal: AbortSignal | undefined): AsyncGenerator<PhirstUIChunk, void, undefined> {
  try {
    yield* chunks;
  } catch (error) {
    if (!signal?.aborted) throw error;
    yield { type: 'abort' };
  }
}
