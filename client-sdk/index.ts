// The public surface of the SDK.
export { createPhirst } from './client.ts';
export type {
  Answer,
  AskInput,
  AskOptions,
  LoadAttempt,
  Phirst,
  PhirstOptions,
  PolicyReport,
  PrepareOptions,
  Readiness,
} from './client-options.ts';
export type {
  AnswerPart,
  AnswerResult,
  ErrorPart,
  FinishPart,
  FinishReason,
  RevisePart,
  RoutePart,
  Source,
  TextDeltaPart,
  TraceStep,
  Usage,
} from './session/answer-part.ts';
export type { ClearedCache } from './device/clear-cache.ts';
export type { DeviceVerdict } from './device/judge-device.ts';
export type { DeviceReason } from './device/device-reasons.ts';
export type { DeviceCapability } from './device/capability.ts';
export type { DeviceReport } from './device/device-session.ts';
export type { SafetyAction, SafetyCheck, SafetyFunction, SafetySettings, SafetyVerdict } from './safety/safety-option.ts';
export type { Backend, Engine, LoadedFiles, LoadProgress } from './device/engine.ts';
export type { AuditOption } from './audit/audit-option.ts';
export type { UnitOption } from './deployment/unit-option.ts';
export type { SessionGrant, SessionOption, SessionRequest } from './edge/session-token.ts';
export { PhirstError } from '../src/errors/phirst-error.ts';
export type { ErrorCode } from '../src/errors/error-code.ts';
export { explainReason, type Reason } from '../src/route/reason.ts';
export type { Budget, InferenceMode, Message, PrivacyClass } from '../src/query/query.ts';
export type { Policy } from '../src/policy/policy.ts';
export { DEVICE_MODELS, type DeviceModel } from '../src/catalog/device-models.ts';
