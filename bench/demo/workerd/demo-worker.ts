// The router as it is deployed, but for its clock: a request may bring the time it is to be served at, so that a week passes in
// a minute. Requests share the clock: the demo sends one at a time. Nothing else differs, and nothing but the demo starts this Worker.
import { createApp } from '../../../router/app.ts';
import type { Bindings } from '../../../router/env.ts';
import router from '../../../router/index.ts';

export * from '../../../router/index.ts';

const TIME = 'x-demo-now';
let simulatedNow: number | undefined;

/** The simulated time, and what has really passed since the request came. */
const app = createApp({ now: () => (simulatedNow === undefined ? Date.now() : simulatedNow + Date.now() - cameAt) });
let cameAt = 0;

export default {
  ...router,
  fetch(request, env, context) {
    const asked = Number(request.headers.get(TIME));
    simulatedNow = asked > 0 ? asked : undefined;
    cameAt = Date.now();
    return app.fetch(request, env, context);
  },
} satisfies ExportedHandler<Bindings>;
