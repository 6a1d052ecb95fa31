// The body of POST /admin/deployment.
import * as v from 'valibot';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { ExperimentKey, PolicyHash } from '../../src/experiment/deployment.ts';
import { ExperimentSchema } from '../../src/experiment/experiment.ts';
import type { ChangeRequest } from '../../src/wire/admin-api.ts';

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const kind = <Kind extends string>(name: Kind) => v.literal(name);

const ChangeSchema = v.variant('kind', [
  v.strictObject({ kind: kind('deploy'), policy: PolicyHash }),
  v.strictObject({ kind: kind('ramp'), policy: PolicyHash, coverage: Share }),
  v.strictObject({ kind: kind('rollback'), policy: v.optional(PolicyHash) }),
  v.strictObject({ kind: kind('revoke'), policy: PolicyHash }),
  v.strictObject({ kind: kind('freeze') }),
  v.strictObject({ kind: kind('unfreeze') }),
  v.strictObject({ kind: kind('start_experiment'), experiment: ExperimentSchema }),
  v.strictObject({ kind: kind('ramp_experiment'), key: ExperimentKey, coverage: Share }),
  v.strictObject({ kind: kind('pause_experiment'), key: ExperimentKey }),
  v.strictObject({ kind: kind('resume_experiment'), key: ExperimentKey }),
  v.strictObject({ kind: kind('stop_experiment'), key: ExperimentKey, ship: v.optional(ExperimentKey) }),
  v.strictObject({ kind: kind('expire'), notAfter: v.nullable(v.pipe(v.number(), v.finite())) }),
]);

const RequestSchema = v.strictObject({
  change: ChangeSchema,
  expectedSequence: v.pipe(v.number(), v.integer(), v.minValue(0)),
  reason: v.pipe(v.string(), v.trim(), v.nonEmpty('say why, for whoever reads the audit log'), v.maxLength(1000)),
  idempotencyKey: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(200))),
});

/** Throws `invalid_request`, or `experiment_invalid`, with the path of the first fault. */
export function parseChangeRequest(body: unknown): ChangeRequest {
  const parsed = v.safeParse(RequestSchema, body);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const param = v.getDotPath(issue) ?? 'body';
  const code = param.startsWith('change.experiment') ? 'experiment_invalid' : 'invalid_request';
  const why = issue.received === 'undefined' ? 'is missing' : issue.expected === 'never' ? 'is not a field here' : issue.message;
  throw new PhirstError(code, `${param}: ${why}`, { param });
}
