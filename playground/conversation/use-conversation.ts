import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Phirst } from '../../client-sdk/client-options.ts';
import { applyPart } from './apply-part.ts';
import { standingTurns } from './standing-turns.ts';
import type { ThreadLimits } from './thread-limits.ts';
import { threadMessages } from './thread-messages.ts';
import { startTurn, type Question, type Turn } from './turn.ts';

export interface Conversation {
  readonly turns: readonly Turn[];
  readonly isAnswering: boolean;
  ask(question: Question): void;
  /** Asks the question of a turn once more, after the turns that came before it. */
  askAgain(turn: Turn): void;
  stop(): void;
  clear(): void;
}

/** The turns in memory, and the one that is being answered. */
export function useConversation(client: Phirst | undefined, limits: ThreadLimits): Conversation {
  const [turns, setTurns] = useState<readonly Turn[]>([]);
  const running = useRef<AbortController | undefined>(undefined);
  const lastNumber = useRef(0);
  const isAnswering = turns.at(-1)?.status === 'answering';

  const start = useCallback(
    (question: Question, place?: number) => {
      if (!client || isAnswering) return;
      const controller = new AbortController();
      running.current = controller;
      const { messages, leftOut } = threadMessages(standingTurns(turns, place), question, limits);
      const turn = startTurn({ number: (lastNumber.current += 1), question, place, leftOut });
      setTurns((earlier) => [...earlier, turn]);
      const change = (update: (turn: Turn) => Turn) =>
        setTurns((all) => all.map((one) => (one.number === turn.number ? update(one) : one)));
      void follow(client, question, messages, controller.signal, change);
    },
    [client, isAnswering, turns, limits],
  );
  // The same ones for as long as the page is open: a turn isn't drawn anew because another one grows.
  const newestStart = useRef(start);
  newestStart.current = start;
  const ask = useCallback((question: Question) => newestStart.current(question), []);
  const askAgain = useCallback(({ question, place }: Turn) => newestStart.current(question, place), []);
  const stop = useCallback(() => running.current?.abort(), []);
  const clear = useCallback(() => {
    running.current?.abort();
    setTurns([]);
  }, []);
  useEffect(() => () => running.current?.abort(), []);

  return { turns, isAnswering, ask, askAgain, stop, clear };
}

async function follow(
  client: Phirst,
  { context, mode, privacy, budget }: Question,
  messages: Parameters<Phirst['ask']>[0],
  signal: AbortSignal,
  change: (update: (turn: Turn) => Turn) => void,
): Promise<void> {
  try {
    const answer = client.ask(messages, { context, mode, privacy, budget, signal });
    // The same error arrives as the terminal part below.
    answer.done.catch(() => undefined);
    for await (const part of answer) change((turn) => applyPart(turn, part));
    change((turn) => fail(turn, new PhirstError('internal', 'The answer ended without saying how. Ask again.')));
  } catch (error) {
    change((turn) => fail(turn, asPhirstError(error)));
  }
}

function fail(turn: Turn, error: PhirstError): Turn {
  return applyPart(turn, { type: 'error', error, trace: [] });
}

function asPhirstError(error: unknown): PhirstError {
  if (PhirstError.isInstance(error)) return error;
  return new PhirstError('internal', error instanceof Error ? error.message : String(error), { cause: error });
}
