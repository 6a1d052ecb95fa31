import { explainReason, type Reason } from '../../src/route/reason.ts';
import type { Turn } from '../conversation/turn.ts';

/** Said by the failure's own notice, in more words. */
const TOLD_BY_FAILURE: readonly Reason[] = ['hosted_failed', 'router_unreachable'];

/**
 * Why the answer came from where it did: the sentence, the name of the policy's rule if one decided, and for an unsure
 * answer why nothing else took over.
 */
export function AnswerReason({ turn: { result, route, routes } }: { readonly turn: Turn }) {
  const reason = result?.reason ?? route?.reason;
  if (reason === undefined) return null;
  if (result?.failure && TOLD_BY_FAILURE.includes(reason)) return null;
  const rule = routes.findLast((one) => one.rule !== undefined)?.rule;
  const blockedBy = result?.isUnsure && result.blockedBy !== reason ? result.blockedBy : undefined;
  return (
    <p class="answer-reason">
      {explainReason(reason)}
      {blockedBy !== undefined && ` ${explainReason(blockedBy)}`}
      {rule !== undefined && (
        <>
          {' '}
          Rule <code>{rule}</code>.
        </>
      )}
    </p>
  );
}
