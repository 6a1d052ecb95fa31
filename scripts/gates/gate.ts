/** One question about the checkout, answered by a command. */
export interface Gate {
  name: string;
  command: string[];
  environment?: Record<string, string>;
  /** Quick and quiet enough to run beside another one. */
  isLight?: boolean;
  /** Counts its tests one by one; the others count as one check each. */
  isVitest?: boolean;
  /** Makes ready what the command needs, or says why it can't be. */
  prepare?(log: (text: string) => void): Obstacle | undefined;
}

export interface Obstacle {
  reason: string;
  /** Whether the whole run may still be called good. */
  isAccepted: boolean;
}

export interface GateResult {
  gate: Gate;
  verdict: 'ok' | 'FAILED' | 'NOT RUN';
  seconds: number;
  passed: number;
  failed: number;
  note: string;
  logFile: string;
}
