import { env } from 'cloudflare:workers';
import type { TrafficBook } from '../../../router/traffic/traffic-book.ts';

/** A book that no other test writes into: the real Durable Object, under a name of its own. */
export function newTrafficBook() {
  const books = (env as { TRAFFIC: DurableObjectNamespace<TrafficBook> }).TRAFFIC;
  const name = crypto.randomUUID();
  const stub = () => books.getByName(name);
  return { stub, TRAFFIC: { getByName: stub } };
}
