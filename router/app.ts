// The edge: middleware order and routes, nothing else.
import { Hono } from 'hono';
import { createDeploymentSource } from './deployment/deployment-source.ts';
import { completeDependencies, type Dependencies } from './dependencies.ts';
import { adminAudit, adminDeployment, changeDeployment } from './endpoints/admin-deployment.ts';
import { adminExperiment, adminExperiments, exportExperiment } from './endpoints/admin-experiments.ts';
import { adminLog, adminLogSegment, eraseEvents } from './endpoints/admin-log.ts';
import { adminPolicy, storePolicy } from './endpoints/admin-policies.ts';
import { adminStatus } from './endpoints/admin-status.ts';
import { adminDecision, adminDecisions, adminTraffic } from './endpoints/admin-traffic.ts';
import { chatCompletions } from './endpoints/chat-completions.ts';
import { takeEvents } from './endpoints/events.ts';
import { explainRoute } from './endpoints/explain-route.ts';
import { getPolicy } from './endpoints/get-policy.ts';
import { health } from './endpoints/health.ts';
import { listModels, showModel } from './endpoints/list-models.ts';
import { allowOnly, noSuchPath } from './endpoints/no-such-path.ts';
import type { RouterEnv } from './env.ts';
import { createGainModels } from './gain/gain-models.ts';
import { admission } from './middleware/admission.ts';
import { requireAdmin } from './middleware/require-admin.ts';
import { mintSession } from './sessions/mint-session.ts';
import { revokeSession } from './sessions/revoke-session.ts';
import { createModelObserver } from './providers/observed-models.ts';
import { createRegistry } from './providers/registry.ts';
import { respondWithError } from './respond-with-error.ts';

/**
 * @param given what a test puts in the platform's place
 * @example await createApp().fetch(new Request('http://localhost/healthz'), {}, context)
 */
export function createApp(given: Partial<Dependencies> = {}): Hono<RouterEnv> {
  const dependencies = completeDependencies(given);
  const services = { ...dependencies, registryOf: createRegistry(dependencies), observer: createModelObserver(dependencies), gainModels: createGainModels(dependencies), deployments: createDeploymentSource(dependencies) };
  const app = new Hono<RouterEnv>();

  app.use('/v1/*', admission(services));
  app.use('/admin/*', requireAdmin);

  app.post('/v1/chat/completions', chatCompletions(services)).all(allowOnly('POST'));
  app.post('/v1/route', explainRoute(services)).all(allowOnly('POST'));
  app.get('/v1/models', listModels(services)).all(allowOnly('GET, HEAD'));
  app.get('/v1/models/:id{.+}', showModel(services)).all(allowOnly('GET, HEAD'));
  app.get('/v1/policy', getPolicy(services)).all(allowOnly('GET, HEAD'));
  app.post('/v1/events', takeEvents(services)).all(allowOnly('POST'));
  app.post('/v1/sessions', mintSession(services)).all(allowOnly('POST'));
  app.delete('/v1/sessions/:id', revokeSession(services)).all(allowOnly('DELETE'));
  app.get('/admin/status', adminStatus(services)).all(allowOnly('GET, HEAD'));
  app.get('/admin/deployment', adminDeployment).post(changeDeployment(services)).all(allowOnly('GET, HEAD, POST'));
  app.post('/admin/policies', storePolicy).all(allowOnly('POST'));
  app.get('/admin/policies/:id', adminPolicy).all(allowOnly('GET, HEAD'));
  app.get('/admin/audit', adminAudit).all(allowOnly('GET, HEAD'));
  app.get('/admin/experiments', adminExperiments).all(allowOnly('GET, HEAD'));
  app.get('/admin/experiments/:id', adminExperiment).all(allowOnly('GET, HEAD'));
  app.get('/admin/experiments/:id/export', exportExperiment).all(allowOnly('GET, HEAD'));
  app.get('/admin/traffic', adminTraffic(services)).all(allowOnly('GET, HEAD'));
  app.get('/admin/decisions', adminDecisions).all(allowOnly('GET, HEAD'));
  app.get('/admin/decisions/:id', adminDecision).all(allowOnly('GET, HEAD'));
  app.get('/admin/log', adminLog(services)).all(allowOnly('GET, HEAD'));
  app.get('/admin/log/:name{.+}', adminLogSegment).all(allowOnly('GET, HEAD'));
  app.delete('/admin/events', eraseEvents).all(allowOnly('DELETE'));
  app.get('/healthz', health).all(allowOnly('GET, HEAD'));

  app.notFound(noSuchPath);
  app.onError(respondWithError);
  return app;
}
