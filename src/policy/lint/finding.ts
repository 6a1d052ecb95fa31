/** One thing a policy says that it can't mean. */
export interface PolicyFinding {
  /** `error`: it doesn't do what it says. `warning`: it may be meant so. */
  readonly level: 'error' | 'warning';
  /** `start.rules.2.when` */
  readonly path: string;
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

export const error = (path: string, message: string, remedy: string): PolicyFinding => ({ level: 'error', path, message, remedy });
export const warning = (path: string, message: string, remedy: string): PolicyFinding => ({ level: 'warning', path, message, remedy });
