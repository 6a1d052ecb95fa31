// What is in force at the edge: a small document with a rising number. Policies are named by their hash and never change;
// this is what moves. Rolling back writes a new one.
import * as v from 'valibot';

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const UnixMs = v.pipe(v.number(), v.minValue(0));

/** SHA-256 of a policy's canonical JSON, as hex: its name for ever. */
export const PolicyHash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be the 64 hexadecimal digits of a SHA-256'));

/** Lower-case letters, digits and dashes. */
export const ExperimentKey = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'use lower-case letters, digits and dashes, at most 64'));

export const NamespaceSchema = v.strictObject({
  name: v.pipe(ExperimentKey, v.description('Experiments of one namespace share its units out among themselves.')),
  from: v.pipe(Share, v.description('Where the slice begins, 0 to 1.')),
  to: v.pipe(Share, v.description('Where it ends; this share itself is the next slice’s.')),
});

/**
 * An experiment or a rollout as whoever assigns units needs it. A rollout is an experiment with one variant: who is covered
 * gets it, everybody else the default policy.
 */
export const RunningExperimentSchema = v.strictObject({
  key: ExperimentKey,
  kind: v.picklist(['experiment', 'rollout']),
  /** `paused`: nobody is moved, but it isn't ramped and gives no verdict until a person resumes it. */
  status: v.picklist(['running', 'paused']),
  /** A new iteration takes a new one: it deals the units anew. */
  seed: v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)),
  /** Share of the units that take part. It may only rise. */
  coverage: Share,
  namespace: v.optional(NamespaceSchema),
  /** The first of an experiment is the control. Weights sum to 1 and never change. */
  variants: v.pipe(v.array(v.strictObject({ name: ExperimentKey, policy: PolicyHash, weight: Share })), v.minLength(1), v.maxLength(8)),
  startedAt: UnixMs,
});

export const DeploymentSchema = v.strictObject({
  schemaVersion: v.literal(1),
  /** Random, made with the first deployment: numbers are compared within one epoch alone. `built-in` where nothing was deployed. */
  epoch: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
  /** Rises by one with every change; 0 where nothing was deployed. */
  sequence: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The default policy. */
  policy: PolicyHash,
  /** What a rollback goes back to. */
  previous: v.nullable(PolicyHash),
  /** In order: the first that takes a unit decides its policy. */
  experiments: v.pipe(v.array(RunningExperimentSchema), v.maxLength(20)),
  /** Never to be used again, by anybody. */
  revoked: v.pipe(v.array(PolicyHash), v.maxLength(200)),
  /** Only rollbacks and pauses are taken until a person lifts it. */
  isFrozen: v.boolean(),
  /** A client asks again when what it has is older. */
  maxAgeSeconds: v.pipe(v.number(), v.minValue(1)),
  /** After this moment a client that couldn't ask again goes back to its built-in policy. Null = never. */
  notAfter: v.nullable(UnixMs),
  /** Public: keys the hash that an app's own unit id becomes before it leaves the device (HMAC-SHA-256). */
  unitKey: v.pipe(v.string(), v.maxLength(64)),
  deployedAt: UnixMs,
});

export type RunningExperiment = v.InferOutput<typeof RunningExperimentSchema>;
export type Deployment = v.InferOutput<typeof DeploymentSchema>;
