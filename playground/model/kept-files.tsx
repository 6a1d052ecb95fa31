import { useState } from 'preact/hooks';
import type { Phirst } from '../../client-sdk/client-options.ts';
import { formatBytes } from '../format/format-bytes.ts';

interface KeptFilesProps {
  readonly client: Phirst;
  /** What this page keeps in the browser, all in all; undefined where the browser doesn't tell. */
  readonly usedBytes: number | undefined;
  /** Called when something was deleted. */
  readonly onDeleted: () => void;
}

/** What the models take up on this device, and the button that gives it back, which asks once more. */
export function KeptFiles({ client, usedBytes, onDeleted }: KeptFilesProps) {
  const [isSure, setIsSure] = useState(false);
  const [outcome, setOutcome] = useState('');
  const press = async () => {
    setIsSure(!isSure);
    setOutcome('');
    if (!isSure) return;
    const { files, freedBytes } = await client.clearCache();
    setOutcome(files === 0 ? 'Nothing was kept.' : `${formatBytes(freedBytes)} deleted. A model that is loaded goes on answering.`);
    onDeleted();
  };
  return (
    <div class="kept-files">
      <p class="hint">
        Models and their runtime are kept in this browser, so that they start without a network.
        {usedBytes !== undefined && ` This page uses ${formatBytes(usedBytes)}.`}
      </p>
      <div class="kept-files-buttons">
        <button type="button" class="button is-small" data-testid="delete-files" onClick={() => void press()}>
          {isSure ? 'Yes, delete all of them' : 'Delete from this device'}
        </button>
        {isSure && (
          <button type="button" class="button is-small" onClick={() => setIsSure(false)}>
            Keep them
          </button>
        )}
      </div>
      <p class="hint" role="status">
        {outcome}
      </p>
    </div>
  );
}
