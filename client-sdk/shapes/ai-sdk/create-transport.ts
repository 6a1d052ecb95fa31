// A ChatTransport that answers in the page itself: `useChat` without a server of one's own.
import type { ChatTransport, UIMessageChunk } from 'ai';
import type { Phirst } from '../../client-options.ts';
import type { AskSettings } from '../ask-settings.ts';
import { isDeviceFinal, standingText } from '../standing-text.ts';
import { readUiMessages } from './read-ui-messages.ts';
import { streamOf } from './stream-of.ts';
import { uiChunks, type PhirstUIChunk } from './ui-chunks.ts';
import type { PhirstUIMessage } from './ui-message.ts';

/**
 * A transport for `useChat`: the page answers by itself, without a server of its own.
 *
 * @example
 * const phirst = createPhirst({ router: 'https://ai.example.com' });
 * const transport = createPhirstTransport(phirst, { budget: { totalMs: 8000 } });
 * const { messages, sendMessage } = useChat<PhirstUIMessage>({ transport });
 * // message.parts: data-route, data-draft while the device answers, data-escalation when it handed up, text
 */
export function createPhirstTransport(phirst: Phirst, settings: AskSettings = {}): ChatTransport<PhirstUIMessage> {
  return {
    async sendMessages({ messages, abortSignal }) {
      const stopped = new AbortController();
      const signal = abortSignal ? AbortSignal.any([abortSignal, stopped.signal]) : stopped.signal;
      const answer = phirst.ask(readUiMessages(messages), { ...settings, signal });
      const chunks = orAborted(uiChunks(standingText(answer, isDeviceFinal(settings))), abortSignal);
      return streamOf<UIMessageChunk>([], chunks, () => stopped.abort());
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
