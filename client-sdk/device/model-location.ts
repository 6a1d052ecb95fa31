// Where a model's files are: on the hub at a pinned revision, or beside the app. Page and worker must agree on it.

/** The part of a catalog entry that decides. */
export interface LocatedModel {
  readonly id: string;
  readonly repository?: string | undefined;
  readonly revision?: string | undefined;
}

/** In the terms of transformers.js: `remoteHost` + `remotePathTemplate` with `{model}` replaced + the file. */
export interface ModelLocation {
  readonly remoteHost: string;
  readonly remotePathTemplate: string;
  readonly model: string;
}

/** The Cache that keeps what came from the hub. */
export const MODEL_CACHE = 'phirst-models';

/**
 * The revision stands in the template, not in the option transformers.js has for it: that one is not applied to its
 * question whether the repository has a tokenizer, so a pinned model would still ask for `main`, and fail offline.
 *
 * @param modelsUrl absolute, ends in a slash.
 */
export function modelLocation(model: LocatedModel, modelsUrl: string): ModelLocation {
  if (model.repository === undefined) {
    return { remoteHost: modelsUrl, remotePathTemplate: '{model}/', model: model.id };
  }
  return {
    remoteHost: 'https://huggingface.co/',
    remotePathTemplate: `{model}/resolve/${encodeURIComponent(model.revision ?? 'main')}/`,
    model: model.repository,
  };
}

/** `modelFileUrl(modelLocation({ id: 'phi-3-nano' }, 'https://a.example/models/'), 'config.json')` → `https://a.example/models/phi-3-nano/config.json` */
export function modelFileUrl(location: ModelLocation, file: string): string {
  return location.remoteHost + location.remotePathTemplate.replace('{model}', location.model) + file;
}
