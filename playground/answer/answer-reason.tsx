import { explainReason } from '../../src/route/reason.ts';
import type { Turn } from '../conversation/turn.ts';

/** Why the answer came from where it did: the sentence, and the name of the policy's rule if one decided. */
export function AnswerReason({ turn }: { readonly turn: Turn }) {
  const reason = turn.result?.reason ?? turn.route?.reason;
  if (reason === undefined) return null;
  const rule = turn.routes.findLast((route) => route.rule !== undefined)?.rule;
  return (
    <p class="answer-reason">
      {explainReason(reason)}
      {rule !== undefined && (
        <>
          {' '}
          Rule <code>{rule}</code>.
        </>
      )}
    </p>
  );
}
