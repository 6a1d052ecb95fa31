// An error that a provider tells inside a 200, as JSON or as an event: ours by what kind it is. Its words stay with the
// operator; they may quote an account.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { errorOfStatus } from './read-provider-error.ts';

/** `describeProviderError({ code: 429, message: 'Slow down' }, 'openrouter').code` → 'provider_rate_limited' */
export function describeProviderError(error: unknown, name: string): PhirstError {
  const { code, status, type } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const number = [code, status].map(Number).find((one) => one >= 400 && one < 600);
  if (number !== undefined) return errorOfStatus({ status: number, headers: new Headers() }, name);
  const kind = `${String(code)} ${String(type)}`;
  if (kind.includes('rate_limit')) return errorOfStatus({ status: 429, headers: new Headers() }, name);
  if (kind.includes('invalid_request')) return errorOfStatus({ status: 400, headers: new Headers() }, name);
  return new PhirstError('provider_unavailable', `The provider "${name}" failed within its answer.`);
}
