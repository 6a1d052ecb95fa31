// Entry of the Worker; wrangler.toml names it.
import { createApp } from './app.ts';
import type { Bindings } from './env.ts';

export { DeploymentBook } from './deployment/deployment-book.ts';
export { ExperimentBook } from './experiments/experiment-book.ts';
export { TrafficBook } from './traffic/traffic-book.ts';
export { SpendBook } from './spend/spend-book.ts';

export default createApp() satisfies ExportedHandler<Bindings>;
