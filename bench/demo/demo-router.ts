// The demo's router: started in workerd through wrangler, spoken to as an operator and as an app's server.
import { newKey } from '../../cli/init/new-key.ts';
import { startPhirst, type RunningPhirst } from '../../scripts/serve/start-phirst.ts';
import type { AuditEntry, ChangeRequest, DeploymentAnswer, DeploymentChange, ExperimentReport, StorePolicyAnswer } from '../../src/wire/admin-api.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { inProject } from '../../scripts/project-paths.ts';

export interface DemoRouter {
  readonly url: string;
  readonly operatorKey: string;
  readonly callerKey: string;
  /** Sends with a key and the simulated time. Throws for a status of 400 and above unless `isOkToFail`. */
  request(path: string, options: DemoRequest): Promise<Response>;
  storePolicy(policy: Policy, atMs: number): Promise<string>;
  /** Tries again with the newest number when somebody else, such as a guardrail, was quicker. */
  change(change: DeploymentChange, options: { readonly reason: string; readonly atMs: number }): Promise<DeploymentAnswer>;
  deployment(): Promise<DeploymentAnswer>;
  experiment(key: string): Promise<ExperimentReport>;
  audit(): Promise<readonly AuditEntry[]>;
  readonly failed: RunningPhirst['failed'];
  stop(): Promise<void>;
}

export interface DemoRequest {
  readonly key?: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly atMs?: number | undefined;
  readonly isOkToFail?: boolean;
}

export async function startDemoRouter({ port, log }: { readonly port: number; readonly log: (line: string) => void }): Promise<DemoRouter> {
  const [operator, app] = [newKey('operator', 'operator'), newKey('app', 'caller')];
  const [operatorKey, callerKey] = [operator.key, app.key];
  const phirst = await startPhirst({
    port,
    log,
    script: inProject('bench/demo/workerd/demo-worker.ts'),
    environmentVariables: {
      PHIRST_KEYS: `${operator.entry},${app.entry}`,
      PHIRST_REQUESTS_PER_MINUTE: '1000000',
    },
  });

  // One at a time: the Worker's simulated clock is one for all of them.
  let turn: Promise<unknown> = Promise.resolve();
  const request: DemoRouter['request'] = (path, options) => {
    const mine = turn.then(() => send(path, options));
    turn = mine.catch(() => undefined);
    return mine;
  };

  const send: DemoRouter['request'] = async (path, { key = callerKey, method = 'GET', body, headers = {}, atMs, isOkToFail = false }) => {
    const response = await fetch(`${phirst.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(atMs !== undefined && { 'x-demo-now': String(Math.round(atMs)) }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.ok || isOkToFail) return response;
    throw new Error(`${method} ${path} was answered with ${response.status}: ${(await response.text()).slice(0, 500)}`);
  };
  const admin = async <T>(path: string, options: DemoRequest = {}) => (await (await request(path, { ...options, key: operatorKey })).json()) as T;
  const deployment = () => admin<DeploymentAnswer>('/admin/deployment');

  return {
    url: phirst.url,
    operatorKey,
    callerKey,
    request,
    storePolicy: async (policy, atMs) => (await admin<StorePolicyAnswer>('/admin/policies', { method: 'POST', body: policy, atMs })).hash,
    async change(change, { reason, atMs }) {
      for (let tries = 1; ; tries++) {
        const expectedSequence = (await deployment()).deployment.sequence;
        const body: ChangeRequest = { change, expectedSequence, reason };
        try {
          return await admin<DeploymentAnswer>('/admin/deployment', { method: 'POST', body, atMs });
        } catch (error) {
          if (tries === 3 || !String(error).includes('deployment_conflict')) throw error;
        }
      }
    },
    deployment,
    experiment: (key) => admin<ExperimentReport>(`/admin/experiments/${key}`),
    audit: () => admin<readonly AuditEntry[]>('/admin/audit?limit=100'),
    failed: phirst.failed,
    stop: phirst.stop,
  };
}
