/** What may go wrong as a value: either the wanted value or the reason why there is none. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** `ok(3)` is the success that carries 3. */
export function ok<Value>(value: Value): Result<Value, never> {
  return { ok: true, value };
}

/** `err('why')` is the failure that carries its reason. */
export function err<Failure>(error: Failure): Result<never, Failure> {
  return { ok: false, error };
}
