// GET /v1/models: OpenAI's list of what may be asked for here.
import type { Context } from 'hono';
import { automaticNames } from '../dispatch/decide-hosted.ts';
import type { RouterEnv } from '../env.ts';
import { callableModels, splitModelId } from '../providers/callable-models.ts';
import type { ChatServices } from './chat-completions.ts';

/** The handler: `auto`, the policy's own name, and the part of its ladder that can be called here. */
export function listModels({ policy, registryOf }: Pick<ChatServices, 'policy' | 'registryOf'>) {
  return (c: Context<RouterEnv>): Response => {
    const hosted = callableModels(policy, registryOf(c.env));
    const entry = (id: string, ownedBy: string) => ({ id, object: 'model', created: 0, owned_by: ownedBy });
    return c.json({
      object: 'list',
      data: [
        ...automaticNames(policy).map((name) => entry(name, 'phirst')),
        ...hosted.map(({ id }) => entry(id, splitModelId(id).provider)),
      ],
    });
  };
}
