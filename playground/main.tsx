// Where the page starts.
import { render } from 'preact';
import { Page } from './page.tsx';
import { askSessionNeed } from './status/ask-session-need.ts';
import { openOffline } from './status/open-offline.ts';

const root = document.getElementById('page');
if (root) {
  const needsSession = await askSessionNeed();
  root.replaceChildren();
  render(<Page needsSession={needsSession} />, root);
}
openOffline();
