// Entry of the Worker `phirst-reference-host`: stand-in hosted models for development and tests. Never deployed.
import { createReferenceHost } from './reference-host.ts';

const host = createReferenceHost();

export default { fetch: (request: Request) => host.fetch(request) } satisfies ExportedHandler;
