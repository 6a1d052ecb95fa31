// Where the page starts.
import { render } from 'preact';
import { Page } from './page.tsx';
import { askPageAccess } from './status/ask-page-access.ts';
import { openOffline } from './status/open-offline.ts';

const root = document.getElementById('page');
if (root) {
  const access = await askPageAccess();
  root.replaceChildren();
  render(<Page access={access} />, root);
}
openOffline();
