// Whether a policy's gain model decided, and if not, why: told with the answer, never an error.

/** Each with its sentence, for people. */
export const GAIN_STATES = {
  used: 'The policy’s gain model told the gain.',
  on_its_way: 'The policy’s gain model is being fetched; until it is here published scores tell the gain.',
  no_assets: 'This router has no ASSETS binding to read gain models from; published scores tell the gain.',
  not_found: 'The site has no gain model of this name: build it with the artefact in models/gain. Published scores tell the gain.',
  wrong_content: 'What the site serves under the gain model’s name has another content, so it isn’t used; published scores tell the gain.',
  not_understood: 'The gain model is no such file, or of another version: train it again. Published scores tell the gain.',
  unreachable: 'The site’s files couldn’t be read just now; published scores tell the gain.',
} as const;

export type GainState = keyof typeof GAIN_STATES;
