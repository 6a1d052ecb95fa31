import { describe, it } from 'vitest';
import { askPageAccess } from './ask-page-access.ts';

const saying = (health: unknown) => () => Promise.resolve(Response.json(health));
const NOTHING = { session: false, events: false };

describe('askPageAccess', () => {
  it('takes a session where the router wants one, and tells nothing', async ({ expect }) => {
    const health = { ok: true, ownPageNeedsSession: true, configured: ['sessions', 'events'] };
    expect(await askPageAccess(saying(health), 'localhost')).toEqual({ session: true, events: false });
    expect(await askPageAccess(saying(health), 'phirst.example')).toEqual({ session: true, events: false });
  });

  it('takes one and tells events on the developer’s machine alone, where the router can do with them', async ({ expect }) => {
    const health = { ok: true, ownPageNeedsSession: false, configured: ['sessions', 'events'] };
    expect(await askPageAccess(saying(health), 'localhost')).toEqual({ session: true, events: true });
    expect(await askPageAccess(saying(health), 'phirst.example')).toEqual(NOTHING);
    expect(await askPageAccess(saying({ ...health, configured: ['events'] }), 'localhost')).toEqual(NOTHING);
    expect(await askPageAccess(saying({ ...health, configured: ['sessions'] }), 'localhost')).toEqual({ session: true, events: false });
  });

  it('opens the page all the same without a network, or where something else answers', async ({ expect }) => {
    expect(await askPageAccess(async () => Promise.reject(new TypeError('Failed to fetch')), 'localhost')).toEqual(NOTHING);
    expect(await askPageAccess(async () => new Response('<!doctype html>'), 'localhost')).toEqual(NOTHING);
  });
});
