// Hosted models without an account: OpenAI's API over models that know the answers to phi-3-nano's exam, each with its
// own way of going wrong. Deterministic: the same question gets the same answer, fault and all.
import { AutoRouter } from 'itty-router';
import { answerChat } from './answer-chat.ts';
import { REFERENCE_MODELS } from './reference-models.ts';
import { createSeen, type SeenCounts } from './seen.ts';

export interface ReferenceHostOptions {
  /** `off` for tests: every model answers as fast as it is read. */
  readonly delay?: 'on' | 'off';
}

export interface ReferenceHost {
  fetch(request: Request): Promise<Response>;
  /** The same counts as GET /v1/_seen. They live in this isolate alone and begin anew with it. */
  readonly seen: () => SeenCounts;
}

/** `createReferenceHost({ delay: 'off' }).fetch(new Request('http://host/v1/models'))` */
export function createReferenceHost({ delay = 'on' }: ReferenceHostOptions = {}): ReferenceHost {
  const seen = createSeen();
  const router = AutoRouter({ base: '/v1', missing: () => notFound() });
  router
    .get('/models', () => ({ object: 'list', data: Object.keys(REFERENCE_MODELS).map(modelEntry) }))
    .get('/_seen', () => seen.counts())
    .post('/chat/completions', (request: Request) => answerChat(request, { seen, delay: delayOf(request, delay) }));
  return { fetch: (request) => router.fetch(request), seen: seen.counts };
}

/** A test that can't reach the options turns the delay off with a header. */
function delayOf(request: Request, delay: 'on' | 'off'): 'on' | 'off' {
  return request.headers.get('x-reference-delay') === 'off' ? 'off' : delay;
}

function modelEntry(id: string) {
  return { id, object: 'model', created: 0, owned_by: 'phirst-reference-host' };
}

function notFound(): Response {
  const message = 'There is no such path on the reference host.';
  const error = { message, type: 'invalid_request_error', param: null, code: 'not_found' };
  return Response.json({ error }, { status: 404 });
}
