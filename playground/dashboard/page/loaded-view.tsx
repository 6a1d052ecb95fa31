import type { ComponentChildren } from 'preact';
import { failureWords, type AdminFailure } from '../access/admin-failure.ts';
import type { Loaded } from '../access/use-admin.ts';
import { Icon } from '../../icons/icon.tsx';
import { useDashboard } from './dashboard-context.ts';

interface LoadedViewProps<Value> {
  readonly loaded: Loaded<Value>;
  readonly children: (value: Value) => ComponentChildren;
}

/** What was loaded; before that as much room as it will take, and beside it what is the matter. */
export function LoadedView<Value>({ loaded: { value, failure }, children }: LoadedViewProps<Value>) {
  return (
    <>
      <div role="status">{failure && <FailureNotice failure={failure} isStale={value !== undefined} />}</div>
      {value === undefined ? !failure && <div class="card placeholder" aria-busy="true" aria-label="Loading" /> : children(value)}
    </>
  );
}

function FailureNotice({ failure, isStale }: { readonly failure: AdminFailure; readonly isStale: boolean }) {
  const { refresh } = useDashboard();
  const { title, advice } = failureWords(failure);
  return (
    <div class="notice is-warning failure" data-testid="failure">
      <Icon name="warning" />
      <p>
        <strong>{title}.</strong> {advice} {isStale && 'What stands below is older.'}
      </p>
      <button type="button" class="button is-small" onClick={refresh}>
        Ask again
      </button>
    </div>
  );
}
