// An answer's events → the chunks that `useChat` builds its message of. Text parts only ever grow, and `useChat` has no
// way to empty one: so they hold what stands, and what may be withdrawn is a data part, which can be replaced.
import type { InferUIMessageChunk } from 'ai';
import { explainReason } from '../../../src/route/reason.ts';
import type { RevisePart, RoutePart } from '../../session/answer-part.ts';
import { answerFacts, routeFacts } from '../answer-facts.ts';
import type { StandingEvent } from '../standing-text.ts';
import { modelFinishReason } from './model-metadata.ts';
import type { DraftData, EscalationData, PhirstUIMessage } from './ui-message.ts';

export type PhirstUIChunk = InferUIMessageChunk<PhirstUIMessage>;

/** Data parts are replaced under their id, text is added under its own. */
const IDS = { route: 'route', escalation: 'escalation', draft: 'draft', text: 'answer' } as const;

/** Ends with `finish`; throws the PhirstError of an answer that failed, which `useChat` gives out as its `error`. */
export async function* uiChunks(events: AsyncIterable<StandingEvent>): AsyncGenerator<PhirstUIChunk, void, undefined> {
  let deviceRoute: RoutePart | undefined;
  let route: RoutePart | undefined;
  let withdrawn: RevisePart | undefined;
  let draft = '';
  let isTextOpen = false;
  for await (const event of events) {
    switch (event.type) {
      case 'route':
        route = event;
        if (event.source === 'device') deviceRoute ??= event;
        yield { type: 'data-route', id: IDS.route, data: { ...routeFacts(event), explanation: explainReason(event.reason) } };
        break;
      case 'draft':
        draft += event.text;
        yield draftChunk(draft, 'streaming');
        break;
      case 'revise':
        if (draft !== '') yield draftChunk(event.withdrawnText, 'withdrawn');
        withdrawn = event;
        draft = '';
        break;
      case 'text':
        if (!isTextOpen) {
          isTextOpen = true;
          if (event.source === 'hosted' && deviceRoute && route) yield escalationChunk(deviceRoute, route, withdrawn);
          yield { type: 'text-start', id: IDS.text };
        }
        yield { type: 'text-delta', id: IDS.text, delta: event.text };
        break;
      case 'finish': {
        const { result } = event;
        if (isTextOpen) yield { type: 'text-end', id: IDS.text };
        if (draft !== '') yield draftChunk('', 'stands');
        yield { type: 'data-route', id: IDS.route, data: { ...answerFacts(result), explanation: explainReason(result.reason) } };
        const { unified } = modelFinishReason(result);
        yield { type: 'finish', finishReason: unified };
      }
    }
  }
}

function draftChunk(text: string, state: DraftData['state']): PhirstUIChunk {
  return { type: 'data-draft', id: IDS.draft, data: { text, state } };
}

function escalationChunk(from: RoutePart, to: RoutePart, withdrawn: RevisePart | undefined): PhirstUIChunk {
  const data: EscalationData = {
    from: from.model,
    to: to.model,
    reason: to.reason,
    explanation: explainReason(to.reason),
    withdrawnText: withdrawn?.withdrawnText ?? '',
  };
  return { type: 'data-escalation', id: IDS.escalation, data };
}
