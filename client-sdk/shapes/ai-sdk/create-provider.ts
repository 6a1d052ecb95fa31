// The provider: `phirst()` is the model, and the AI SDK's registries find it by its name, `phirst:auto`.
import { NoSuchModelError, type LanguageModelV4, type ProviderV4 } from '@ai-sdk/provider';
import type { Phirst } from '../../client-options.ts';
import type { AskSettings } from '../ask-settings.ts';
import { createPhirstModel } from './phirst-model.ts';

/** Called for its model, or handed to one of the AI SDK’s registries. */
export interface PhirstProvider extends ProviderV4 {
  /** @param settings hold for every call of this model; `providerOptions.phirst` of a call goes before them. */
  (modelId?: 'auto', settings?: AskSettings): LanguageModelV4;
}

/**
 * A provider of the AI SDK whose model is the router: `streamText({ model: phirst() })` answers on the device or above it.
 *
 * @example
 * const phirst = createPhirstProvider(createPhirst({ router: 'https://ai.example.com' }));
 * const { textStream, providerMetadata } = streamText({ model: phirst(), prompt: 'What is the capital of France?' });
 * for await (const text of textStream) output.append(text);
 * (await providerMetadata)?.phirst.source; // 'device' or 'hosted'
 */
export function createPhirstProvider(phirst: Phirst, defaults: AskSettings = {}): PhirstProvider {
  const languageModel = (modelId = 'auto', settings: AskSettings = {}): LanguageModelV4 => {
    if (modelId !== 'auto') throw new NoSuchModelError({ modelId, modelType: 'languageModel', message: `Phirst chooses the model itself: ask for "auto", not "${modelId}".` });
    return createPhirstModel(phirst, { ...defaults, ...settings });
  };
  const none = (modelType: 'embeddingModel' | 'imageModel') => (modelId: string) => {
    throw new NoSuchModelError({ modelId, modelType });
  };
  return Object.assign(languageModel, {
    specificationVersion: 'v4' as const,
    languageModel,
    embeddingModel: none('embeddingModel'),
    imageModel: none('imageModel'),
  });
}
