// GET /v1/models and GET /v1/models/<id>: what may be asked for here, in OpenAI's shape.
import type { Context } from 'hono';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { automaticNames } from '../../src/route/choose-hosted.ts';
import { policyNames } from '../deployment/in-force.ts';
import type { RouterEnv } from '../env.ts';
import { callableModels, splitModelId } from '../providers/callable-models.ts';
import type { ChatServices } from './chat-completions.ts';

type ModelServices = Pick<ChatServices, 'registryOf'>;

/** The handler: `auto`, the names of the policies in force, and the part of its ladder that can be called here. */
export function listModels(services: ModelServices) {
  return (c: Context<RouterEnv>): Response => c.json({ object: 'list', data: modelEntries(services, c) });
}

/** The handler for one of the list; throws `model_not_found`. */
export function showModel(services: ModelServices) {
  return (c: Context<RouterEnv>): Response => {
    // The id has a slash, which OpenAI's client escapes and others don't.
    const asked = c.req.param('id');
    const found = modelEntries(services, c).find(({ id }) => id === asked);
    if (found) return c.json(found);
    throw new PhirstError('model_not_found', 'This router has no model of this name. GET /v1/models lists them.', { param: 'model' });
  };
}

function modelEntries({ registryOf }: ModelServices, c: Context<RouterEnv>) {
  const { inForce, held } = c.var;
  const policy = held.document;
  const entry = (id: string, ownedBy: string) => ({ id, object: 'model', created: 0, owned_by: ownedBy });
  const automatic = new Set([...automaticNames(policy), ...policyNames(inForce).map((name) => `phirst/${name}`)]);
  return [
    ...[...automatic].map((name) => entry(name, 'phirst')),
    ...callableModels(policy, registryOf(c.env)).map(({ id }) => entry(id, splitModelId(id).provider)),
  ];
}
