import { useChat } from '@ai-sdk/react';
import type { PhirstUIMessage } from 'phirst/ai-sdk';
import { useState, type SubmitEvent } from 'react';
import { DeviceStatus } from './device-status.tsx';
import { Message } from './message.tsx';
import { transport, useDevice } from './phirst.ts';

/** The first it knows; the second it knows that it doesn't. */
const EXAMPLES = ['What is the capital of France?', 'What is the capital of Burundi?', 'What is 17 + 25?'];

export function Chat() {
  const { messages, sendMessage, status, stop, error, regenerate } = useChat<PhirstUIMessage>({ transport });
  const [draft, setDraft] = useState('');
  const device = useDevice();
  const isBusy = status === 'submitted' || status === 'streaming';

  const ask = (text: string) => {
    if (text.trim() === '' || isBusy) return;
    setDraft('');
    void sendMessage({ text });
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask(draft);
  };

  return (
    <main>
      <header>
        <h1>Phirst with useChat</h1>
        <DeviceStatus device={device} />
      </header>
      <ol className="messages" aria-live="polite">
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ol>
      {messages.length === 0 && (
        <p className="examples">
          {EXAMPLES.map((example) => (
            <button key={example} type="button" onClick={() => ask(example)}>
              {example}
            </button>
          ))}
        </p>
      )}
      {error && (
        <p className="failure" role="alert">
          {error.message} <button type="button" onClick={() => void regenerate()}>Try again</button>
        </p>
      )}
      <form onSubmit={submit}>
        <input aria-label="Question" placeholder="Ask something" value={draft} onChange={(event) => setDraft(event.target.value)} />
        {isBusy ? <button type="button" onClick={() => void stop()}>Stop</button> : <button type="submit">Ask</button>}
      </form>
    </main>
  );
}
