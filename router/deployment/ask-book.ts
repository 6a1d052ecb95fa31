// The deployment's book of an environment, for the operator's endpoints: where it is missing or down they say so.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Bindings } from '../env.ts';
import { DEPLOYMENT_BOOK, type DeploymentBookStub } from './deployment-protocol.ts';

/** Throws `router_not_configured` where it isn't bound, and `internal` where it can't be reached. */
export async function askBook<T>({ DEPLOYMENTS }: Bindings, ask: (book: DeploymentBookStub) => Promise<T>): Promise<T> {
  if (!DEPLOYMENTS) {
    const message = 'Nothing can be deployed here: bind the Durable Object DEPLOYMENTS, as Phirst’s wrangler.toml does.';
    throw new PhirstError('router_not_configured', message);
  }
  try {
    return await ask(DEPLOYMENTS.getByName(DEPLOYMENT_BOOK));
  } catch (cause) {
    // What is asked twice under one idempotency key is done once.
    throw new PhirstError('internal', 'What is deployed could not be read or changed at the moment. Try again, with the same idempotencyKey.', { cause });
  }
}
