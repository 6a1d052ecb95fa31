// What a caller may still spend: reserved before a provider is called, settled by what the call turned out to cost.
import type { Client } from '../middleware/authenticate.ts';

export interface Reservation {
  /**
   * Gives back what was reserved and not spent. Called once, however the call ended, also after the caller has left; what a
   * provider doesn't tell is settled at what was reserved. Never rejects.
   */
  settle(spentMicroUsd: number): Promise<void>;
}

/** What all audits may cost in a day, by the policy that decided. */
export interface AuditCap {
  readonly dailyCostMicroUsd: number;
}

export interface SpendLedger {
  /**
   * @param worstMicroUsd the most the call can cost: no call may begin that could go over the cap.
   * @param audit given for a call of the audit sample, which is booked under a cap of its own as well
   * @throws PhirstError `spend_cap_reached` when less than that is left.
   */
  reserve(client: Client, worstMicroUsd: number, audit?: AuditCap): Promise<Reservation>;
}

/** Where nobody set a cap. */
export const unlimitedLedger: SpendLedger = {
  reserve: () => Promise.resolve({ settle: () => Promise.resolve() }),
};
