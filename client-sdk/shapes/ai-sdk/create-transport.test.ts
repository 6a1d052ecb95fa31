// The transport under the AI SDK's own chat: what `useChat` shows is what its state holds.
import { AbstractChat, DirectChatTransport, ToolLoopAgent, type ChatState, type ChatStatus, type ChatTransport } from 'ai';
import { describe, expect, it } from 'vitest';
import { createFakeRouter, streamOf } from '../../../test/support/fake-router.ts';
import { createReadyPhirst, UNSURE, type ReadyPhirstOptions } from '../../../test/support/ready-phirst.ts';
import { PhirstError } from '../../../src/errors/phirst-error.ts';
import type { Phirst } from '../../client-options.ts';
import { createPhirstProvider } from './create-provider.ts';
import { createPhirstTransport, type TransportOptions } from './create-transport.ts';
import type { PhirstUIMessage } from './ui-message.ts';

/** The state of `useChat` without React, which keeps every picture a person would have seen. */
class RecordedState implements ChatState<PhirstUIMessage> {
  status: ChatStatus = 'ready';
  error: Error | undefined;
  messages: PhirstUIMessage[] = [];
  readonly pictures: PhirstUIMessage[] = [];
  pushMessage = (message: PhirstUIMessage) => {
    this.messages = [...this.messages, message];
    this.pictures.push(this.snapshot(message));
  };
  popMessage = () => {
    this.messages = this.messages.slice(0, -1);
  };
  replaceMessage = (index: number, message: PhirstUIMessage) => {
    this.messages = this.messages.with(index, message);
    this.pictures.push(this.snapshot(message));
  };
  snapshot = <Value>(value: Value): Value => structuredClone(value);
}

class RecordedChat extends AbstractChat<PhirstUIMessage> {
  readonly recorded: RecordedState;
  readonly data: unknown[] = [];
  constructor(transport: ChatTransport<PhirstUIMessage>) {
    const state = new RecordedState();
    super({ state, transport, onData: (part) => this.data.push(part.data) });
    this.recorded = state;
  }
}

async function chat(options: ReadyPhirstOptions = {}, settings: TransportOptions = {}) {
  return new RecordedChat(createPhirstTransport(await createReadyPhirst(options), settings));
}

const QUESTION = 'What is the capital of France?';
const textOf = ({ parts }: PhirstUIMessage) => parts.reduce((text, part) => (part.type === 'text' ? text + part.text : text), '');
const dataOf = ({ parts }: PhirstUIMessage, type: 'data-route' | 'data-escalation' | 'data-draft') => parts.flatMap((part) => (part.type === type && 'data' in part ? [part.data] : []));

describe('useChat', () => {
  it('shows the device’s answer and where it came from', async () => {
    const shown = await chat();
    await shown.sendMessage({ text: QUESTION });
    expect(shown.status).toBe('ready');
    const answer = shown.lastMessage as PhirstUIMessage;
    expect(textOf(answer)).toBe('Paris.');
    expect(dataOf(answer, 'data-route')).toEqual([expect.objectContaining({ source: 'device', model: 'phi-3-nano', reason: 'confident', explanation: 'The device is sure enough of its answer.' })]);
    expect(dataOf(answer, 'data-draft')).toEqual([{ text: '', state: 'stands' }]);
    expect(dataOf(answer, 'data-escalation')).toEqual([]);
  });

  it('shows the hosted answer in place of the device’s, and tells that it was handed up', async () => {
    const shown = await chat({ tokens: UNSURE });
    await shown.sendMessage({ text: QUESTION });
    const answer = shown.lastMessage as PhirstUIMessage;
    expect(textOf(answer)).toBe('hosted answer');
    expect(dataOf(answer, 'data-route')).toEqual([expect.objectContaining({ source: 'hosted', model: 'reference/large', reason: 'low_confidence' })]);
    expect(dataOf(answer, 'data-escalation')).toEqual([
      { from: 'phi-3-nano', to: 'reference/large', reason: 'low_confidence', explanation: 'The device is not sure enough of its answer.', withdrawnText: 'London.' },
    ]);
    expect(dataOf(answer, 'data-draft')).toEqual([{ text: 'London.', state: 'withdrawn' }]);
    // In no picture did a text part hold what was withdrawn; the draft showed it while it lasted.
    expect(shown.recorded.pictures.some((picture) => textOf(picture).includes('London'))).toBe(false);
    expect(shown.recorded.pictures.some((picture) => dataOf(picture, 'data-draft').some((draft) => 'state' in draft && draft.state === 'streaming'))).toBe(true);
  });

  it('asks the next question with what stands, without what was withdrawn', async () => {
    const router = createFakeRouter();
    const shown = await chat({ tokens: UNSURE, router });
    await shown.sendMessage({ text: QUESTION });
    await shown.sendMessage({ text: 'And of Spain?' });
    expect(router.completions[1]?.['messages']).toEqual([
      { role: 'user', content: QUESTION },
      { role: 'assistant', content: 'hosted answer' },
      { role: 'user', content: 'And of Spain?' },
    ]);
  });

  it('asks again in place of an answer', async () => {
    const router = createFakeRouter();
    const shown = await chat({ tokens: UNSURE, router });
    await shown.sendMessage({ text: QUESTION });
    await shown.regenerate();
    expect(shown.messages).toHaveLength(2);
    expect(router.completions[1]?.['messages']).toEqual([{ role: 'user', content: QUESTION }]);
  });

  it('streams into the text part where nothing can be withdrawn', async () => {
    const shown = await chat({}, { mode: 'only_on_device' });
    await shown.sendMessage({ text: QUESTION });
    expect(new Set(shown.recorded.pictures.map(textOf))).toEqual(new Set([QUESTION, '', 'Par', 'Paris', 'Paris.']));
    expect(dataOf(shown.lastMessage as PhirstUIMessage, 'data-draft')).toEqual([]);
  });
});

describe('the model’s download', () => {
  const loading = async (isReady: boolean) => {
    const phirst = await createReadyPhirst();
    const prepare: Phirst['prepare'] = async ({ onProgress } = {}) => {
      for (const ratio of [0.25, 0.5, 1]) {
        onProgress?.({ phase: 'downloading', ratio, loadedBytes: 0, totalBytes: 0 });
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return isReady ? phirst.prepare() : { isReady, model: 'phi-3-nano', code: 'device_failed', message: 'No room.', attempts: [] };
    };
    return new RecordedChat(createPhirstTransport({ ...phirst, prepare }, { prepare: true }));
  };

  it('is told while it lasts, and then the device answers', async () => {
    const shown = await loading(true);
    await shown.sendMessage({ text: QUESTION });
    const progress = (status: string, ratio: number) => expect.objectContaining({ status, progress: ratio });
    expect(shown.data).toEqual(expect.arrayContaining([progress('downloading', 0.25), progress('downloading', 1), progress('complete', 1)]));
    const answer = shown.lastMessage as PhirstUIMessage;
    expect(textOf(answer)).toBe('Paris.');
    expect(answer.parts.some(({ type }) => type === 'data-modelDownloadProgress')).toBe(false);
  });

  it('that comes to nothing says why, and the question is asked all the same', async () => {
    const shown = await loading(false);
    await shown.sendMessage({ text: QUESTION });
    expect(shown.data).toContainEqual({ status: 'unavailable', progress: 0, message: 'No room.' });
    expect(textOf(shown.lastMessage as PhirstUIMessage)).toBe('Paris.');
  });

  it('is not told where the model is loaded already', async () => {
    const shown = await chat({}, { prepare: true });
    await shown.sendMessage({ text: QUESTION });
    expect(shown.data).not.toContainEqual(expect.objectContaining({ status: expect.anything() }));
  });
});

it('an agent under the AI SDK’s own transport carries our facts on its text part', async () => {
  const agent = new ToolLoopAgent({ model: createPhirstProvider(await createReadyPhirst({ tokens: UNSURE }))() });
  const shown = new RecordedChat(new DirectChatTransport({ agent }) as unknown as ChatTransport<PhirstUIMessage>);
  await shown.sendMessage({ text: QUESTION });
  expect(shown.lastMessage?.parts.filter(({ type }) => type === 'text')).toEqual([
    expect.objectContaining({ text: 'hosted answer', state: 'done', providerMetadata: { phirst: expect.objectContaining({ source: 'hosted', model: 'reference/large', reason: 'low_confidence', costMicroUsd: 60 }) } }),
  ]);
});

describe('when something fails', () => {
  it('the chat’s error is the PhirstError, and what was there stays', async () => {
    const shown = await chat({ router: createFakeRouter({ complete: () => streamOf(['Par'], null) }) }, { mode: 'only_in_cloud' });
    await shown.sendMessage({ text: QUESTION });
    expect(shown.status).toBe('error');
    expect(shown.error).toSatisfy(PhirstError.isInstance);
    expect(shown.error).toMatchObject({ code: 'stream_truncated' });
    expect(textOf(shown.lastMessage as PhirstUIMessage)).toBe('Par');
  });

  it('an answer that failed before its first word doesn’t stand in the next question', async () => {
    let isDown = true;
    const router = createFakeRouter({ complete: () => (isDown ? Response.json({}, { status: 502 }) : streamOf(['Paris.'])) });
    const shown = await chat({ router }, { mode: 'only_in_cloud' });
    await shown.sendMessage({ text: QUESTION });
    isDown = false;
    shown.clearError();
    await shown.sendMessage({ text: 'Again?' });
    expect(router.completions.at(-1)?.['messages']).toEqual([{ role: 'user', content: QUESTION }, { role: 'user', content: 'Again?' }]);
  });

  it('refuses files by their path', async () => {
    const shown = await chat();
    await shown.sendMessage({ parts: [{ type: 'file', mediaType: 'image/png', url: 'data:image/png;base64,AA==' }] });
    expect(shown.error).toMatchObject({ code: 'invalid_request', param: 'messages.0.parts.0' });
  });

  it('a stopped answer keeps what is there and is no error', async () => {
    let isAborted = false;
    const router = createFakeRouter({
      complete: ({ signal }) => {
        signal.addEventListener('abort', () => (isAborted = true));
        return new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('data: {"choices":[{"delta":{"content":"P"}}]}\n\n')) }));
      },
    });
    const shown = await chat({ router }, { mode: 'only_in_cloud' });
    const sent = shown.sendMessage({ text: QUESTION });
    await expect.poll(() => shown.lastMessage && textOf(shown.lastMessage)).toBe('P');
    await shown.stop();
    await sent;
    expect(shown.status).toBe('ready');
    expect(isAborted).toBe(true);
  });
});
