/** Why /admin gave nothing: the router's own code and sentence, or `router_unreachable`. */
export class AdminFailure extends Error {
  override readonly name = 'AdminFailure';

  /** One of src/errors/error-code.ts, or a newer router's. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export interface FailureWords {
  readonly title: string;
  /** What whoever reads it can do. */
  readonly advice: string;
}

/** A key that doesn't fit is asked for again; anything else may pass by itself. */
export function wantsAnotherKey({ code }: AdminFailure): boolean {
  return code === 'unauthenticated' || code === 'forbidden';
}

const COMMAND = 'npm run key -- --role operator --name me';

/** `failureWords(new AdminFailure('router_unreachable', 0, '…'))` → { title: 'The router doesn’t answer', advice: 'Start it …' } */
export function failureWords({ code, message, status }: AdminFailure): FailureWords {
  switch (code) {
    case 'router_unreachable':
      return { title: 'The router doesn’t answer', advice: 'Start it with npm start, or look at the connection. What is shown was true when it last answered; it is asked again by itself.' };
    case 'unauthenticated':
      return { title: 'The router doesn’t know this key', advice: `Take a key that stands in its PHIRST_KEYS with the role operator or reader; ${COMMAND} makes one.` };
    case 'forbidden':
      return { title: 'This key may not do that', advice: `${message} A key with the role reader may look, one with the role operator may change.` };
    case 'router_not_configured':
      return { title: 'The router isn’t set up for this', advice: message };
    case 'deployment_conflict':
      return { title: 'Somebody else changed it first', advice: 'Close this, look at what is in force now, and decide again.' };
    case 'deployment_frozen':
      return { title: 'The deployment is frozen', advice: 'Only rollbacks and pauses are taken. Lift the freeze first, if the reason for it is gone.' };
    case 'experiment_not_found':
      return { title: 'No such experiment', advice: 'The list of experiments has those there are.' };
    case 'not_found':
    case 'method_not_allowed':
      return { title: 'This router doesn’t know that yet', advice: 'It may be older than this page: deploy both from the same version.' };
    default:
      return { title: status >= 500 ? 'The router failed' : 'The router refused this', advice: message };
  }
}
