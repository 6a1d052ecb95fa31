import { INFERENCE_MODES, PRIVACY_CLASSES, type InferenceMode, type PrivacyClass } from '../../src/query/query.ts';
import { useStoredState } from '../storage/use-stored-state.ts';

export interface PageOptions {
  readonly mode: InferenceMode;
  readonly setMode: (mode: InferenceMode) => void;
  readonly privacy: PrivacyClass;
  readonly setPrivacy: (privacy: PrivacyClass) => void;
  readonly isTinted: boolean;
  readonly setIsTinted: (isTinted: boolean) => void;
}

/** What the person chose on this page, kept for the next visit. */
export function usePageOptions(): PageOptions {
  const [mode, setMode] = useStoredState<InferenceMode>('mode', 'prefer_on_device', isMode);
  const [privacy, setPrivacy] = useStoredState<PrivacyClass>('privacy', 'any', isPrivacy);
  const [isTinted, setIsTinted] = useStoredState('tint', true, isBoolean);
  return { mode, setMode, privacy, setPrivacy, isTinted, setIsTinted };
}

function isMode(candidate: unknown): candidate is InferenceMode {
  return INFERENCE_MODES.includes(candidate as InferenceMode);
}

function isPrivacy(candidate: unknown): candidate is PrivacyClass {
  return PRIVACY_CLASSES.includes(candidate as PrivacyClass);
}

function isBoolean(candidate: unknown): candidate is boolean {
  return typeof candidate === 'boolean';
}
