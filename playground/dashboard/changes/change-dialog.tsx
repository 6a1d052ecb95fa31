import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { DeploymentChange } from '../../../src/wire/admin-api.ts';
import { AdminFailure, failureWords } from '../access/admin-failure.ts';
import { useDashboard } from '../page/dashboard-context.ts';
import type { ChangeQuestion } from './describe-change.ts';

interface ChangeDialogProps {
  readonly change: DeploymentChange;
  readonly question: ChangeQuestion;
  /** Of the deployment that the person has looked at. */
  readonly sequence: number;
  readonly onClose: () => void;
}

/** Asks once more and for the reason, which goes into the audit log. Sending it twice changes nothing twice. */
export function ChangeDialog({ change, question, sequence, onClose }: ChangeDialogProps) {
  const { client, refresh } = useDashboard();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<AdminFailure>();
  const [isSending, setIsSending] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  useEffect(() => dialog.current?.showModal(), []);

  const send = async () => {
    setIsSending(true);
    try {
      await client.change({ change, expectedSequence: sequence, reason: reason.trim(), idempotencyKey });
      onClose();
      refresh();
    } catch (error) {
      setFailure(error instanceof AdminFailure ? error : new AdminFailure('internal', 0, String(error)));
      setIsSending(false);
    }
  };

  const words = failure && failureWords(failure);
  return (
    <dialog ref={dialog} class="change-dialog" aria-labelledby={`${id}-title`} onClose={onClose} data-testid="change-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isSending) void send();
        }}
      >
        <h2 id={`${id}-title`}>{question.title}</h2>
        <p>{question.consequence}</p>
        <div class="field">
          <label for={`${id}-reason`}>Why</label>
          <textarea
            id={`${id}-reason`}
            required
            maxLength={500}
            rows={2}
            value={reason}
            data-testid="change-reason"
            onInput={(event) => setReason(event.currentTarget.value)}
          />
          <p class="hint">Kept with your key’s name in the history.</p>
        </div>
        <div role="alert">
          {words && (
            <p class="notice is-warning" data-testid="change-failure">
              <strong>{words.title}.</strong> {words.advice}
            </p>
          )}
        </div>
        <div class="dialog-buttons">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" class="button is-primary" aria-disabled={isSending || reason.trim() === ''} data-testid="change-confirm">
            {isSending ? 'Sending …' : question.confirm}
          </button>
        </div>
      </form>
    </dialog>
  );
}
