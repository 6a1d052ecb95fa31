// Where the dashboard starts.
import { render } from 'preact';
import { DashboardPage } from './page/dashboard-page.tsx';

const root = document.getElementById('page');
if (root) {
  root.replaceChildren();
  render(<DashboardPage />, root);
}
