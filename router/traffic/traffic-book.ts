import { DurableObject } from 'cloudflare:workers';
import type { StoredEvent } from '../../src/event/stored-event.ts';

export class TrafficBook extends DurableObject {
  async add(_events: readonly StoredEvent[]): Promise<{ added: number }> {
    return { added: 0 };
  }
}
