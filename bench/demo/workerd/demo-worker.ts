// The router as it is deployed, but for its clock: a request may bring the time it is to be served at, so that a week passes in
// a minute. Nothing else differs, and nothing but the demo starts this Worker.
import { createApp } from '../../../router/app.ts';
import type { Bindings } from '../../../router/env.ts';
import router from '../../../router/index.ts';

export * from '../../../router/index.ts';

const TIME = 'x-demo-now';
let simulatedNow: number | undefined;

const app = createApp({ now: () => simulatedNow ?? Date.now() });

export default {
  ...router,
  fetch(request, env, context) {
    const asked = Number(request.headers.get(TIME));
    simulatedNow = asked > 0 ? asked : undefined;
    return app.fetch(request, env, context);
  },
} satisfies ExportedHandler<Bindings>;
