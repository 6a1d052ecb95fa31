// Entry of the Worker; wrangler.toml names it.
import { createApp } from './app.ts';
import type { Bindings } from './env.ts';
import { consumeEvents } from './events/consume-events.ts';
import { watchdog } from './watchdog.ts';

export { DeploymentBook } from './deployment/deployment-book.ts';
export { ExperimentBook } from './experiments/experiment-book.ts';
export { TrafficBook } from './traffic/traffic-book.ts';
export { SpendBook } from './spend/spend-book.ts';

const app = createApp();

export default {
  fetch: app.fetch,
  queue: consumeEvents,
  scheduled: watchdog,
} satisfies ExportedHandler<Bindings>;
