// Where the page starts.
import { render } from 'preact';
import { Page } from './page.tsx';
import { openOffline } from './status/open-offline.ts';

const root = document.getElementById('page');
if (root) {
  root.replaceChildren();
  render(<Page />, root);
}
openOffline();
