import { Icon } from '../icons/icon.tsx';
import type { RouterHealth } from './use-router-health.ts';

interface StatusBannersProps {
  readonly isOnline: boolean;
  readonly health: RouterHealth;
  readonly onAskAgain: () => void;
}

/** What is missing at the moment, and what works all the same. Always in the document, so that what comes into it is read out. */
export function StatusBanners(props: StatusBannersProps) {
  return (
    <div class="banners" role="status">
      <Banner {...props} />
    </div>
  );
}

function Banner({ isOnline, health, onAskAgain }: StatusBannersProps) {
  if (!isOnline) {
    return (
      <div class="banner" data-testid="banner-offline">
        <Icon name="warning" />
        <p>
          <strong>You are offline.</strong> This device goes on answering; what it isn’t sure of is marked.
        </p>
      </div>
    );
  }
  if (health.kind === 'faulty') {
    return (
      <div class="banner" data-testid="banner-router">
        <Icon name="warning" />
        <p>
          <strong>A setting of the router is faulty.</strong> {health.fault}
        </p>
      </div>
    );
  }
  if (health.kind !== 'unreachable') return null;
  return (
    <div class="banner" data-testid="banner-router">
      <Icon name="warning" />
      <p>
        <strong>The router doesn’t answer.</strong> This device goes on answering; hosted models are out of reach. Start
        the router with <code>npm start</code>.
      </p>
      <button type="button" class="button is-small" onClick={onAskAgain}>
        <Icon name="retry" />
        Try again
      </button>
    </div>
  );
}
