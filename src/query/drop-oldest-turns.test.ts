import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dropOldestTurns } from './drop-oldest-turns.ts';
import type { Message } from './query.ts';

const message = fc.record({ role: fc.constantFrom('system', 'user', 'assistant'), content: fc.string({ maxLength: 30 }) }) as fc.Arbitrary<Message>;
const conversation = fc.tuple(fc.array(message, { maxLength: 20 }), fc.string()).map(([before, content]): Message[] => [...before, { role: 'user', content }]);
const lengthOf = (messages: readonly Message[]) => messages.reduce((sum, { content }) => sum + content.length + 4, 0);

it('leaves a conversation that fits as it is', () => {
  fc.assert(
    fc.property(conversation, (messages) => {
      const trimmed = dropOldestTurns(messages, () => true);
      expect(trimmed).toEqual({ messages, droppedMessages: 0, fits: true });
    }),
  );
});

it('never drops a system message or the question, and keeps the order', () => {
  fc.assert(
    fc.property(conversation, fc.nat(400), (messages, limit) => {
      const { messages: kept, droppedMessages } = dropOldestTurns(messages, (some) => lengthOf(some) <= limit);
      expect(kept.at(-1)).toBe(messages.at(-1));
      expect(kept.filter(({ role }) => role === 'system')).toEqual(messages.filter(({ role }) => role === 'system'));
      expect(kept).toEqual(messages.filter((one) => kept.includes(one)));
      expect(kept).toHaveLength(messages.length - droppedMessages);
    }),
  );
});

it('keeps the newest turns, and what it keeps begins with a question', () => {
  fc.assert(
    fc.property(conversation, fc.nat(400), (messages, limit) => {
      const { messages: kept, droppedMessages } = dropOldestTurns(messages, (some) => lengthOf(some) <= limit);
      const turns = (some: readonly Message[]) => some.filter(({ role }) => role !== 'system');
      expect(turns(kept)).toEqual(turns(messages).slice(droppedMessages));
      expect(droppedMessages === 0 || turns(kept)[0]?.role === 'user').toBe(true);
    }),
  );
});

it('drops no more than it must, and fits whenever anything could', () => {
  fc.assert(
    fc.property(conversation, fc.nat(400), (messages, limit) => {
      const fits = (some: readonly Message[]) => lengthOf(some) <= limit;
      const trimmed = dropOldestTurns(messages, fits);
      const least = messages.filter(({ role }, index) => role === 'system' || index === messages.length - 1);
      expect(trimmed.fits).toBe(fits(trimmed.messages));
      expect(trimmed.fits || !fits(least)).toBe(true);
      if (trimmed.droppedMessages === 0) return;
      // One dropped turn more in place, it doesn't fit.
      const turns = messages.filter(({ role }) => role !== 'system');
      const lastDropped = turns.slice(0, trimmed.droppedMessages).findLastIndex(({ role }, index) => role === 'user' || index === 0);
      const oneMore = messages.filter((one) => one.role === 'system' || turns.indexOf(one) >= lastDropped);
      expect(fits(oneMore)).toBe(false);
    }),
  );
});
