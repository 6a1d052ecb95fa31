// Where the page starts.
import { render } from 'preact';
import { Page } from './page.tsx';

const root = document.getElementById('page');
if (root) {
  root.replaceChildren();
  render(<Page />, root);
}
