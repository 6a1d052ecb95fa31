import { DurableObject } from 'cloudflare:workers';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { ExperimentBookStub } from './experiment-protocol.ts';

export class ExperimentBook extends DurableObject implements ExperimentBookStub {
  async add(_events: readonly StoredEvent[]): Promise<{ added: number }> {
    return { added: 0 };
  }

  async erase(_unit: string): Promise<{ erasedRows: number }> {
    return { erasedRows: 0 };
  }

  async watch(): Promise<void> {}
}
