import { useState } from 'preact/hooks';
import type { DeploymentChange } from '../../../src/wire/admin-api.ts';
import { ChangeDialog } from './change-dialog.tsx';
import type { ChangeQuestion } from './describe-change.ts';

interface ChangeButtonProps {
  readonly label: string;
  readonly change: DeploymentChange;
  readonly question: ChangeQuestion;
  readonly sequence: number;
  readonly testId?: string;
}

/** Opens the question; nothing is sent by a click alone. */
export function ChangeButton({ label, change, question, sequence, testId }: ChangeButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" class="button is-small" data-testid={testId} onClick={() => setIsOpen(true)}>
        {label}
      </button>
      {isOpen && <ChangeDialog change={change} question={question} sequence={sequence} onClose={() => setIsOpen(false)} />}
    </>
  );
}
