/**
 * Who is assigned in experiments and rollouts.
 *
 * `{ id }`: the app's own id of its user. It never leaves the device: the router gets HMAC-SHA-256(its unit key, id).
 * `{ keep: true }`: a random id, kept in localStorage, which is for apps that have their user's consent.
 * `{ keep: false }`, and nothing at all: a random id that lives as long as the client; a kept one is deleted.
 */
export type UnitOption = { readonly id: string } | { readonly keep: boolean };
