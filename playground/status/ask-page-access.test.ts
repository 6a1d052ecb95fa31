import { describe, it } from 'vitest';
import { askSessionNeed } from './ask-session-need.ts';

describe('askSessionNeed', () => {
  it('is told by the router', async ({ expect }) => {
    expect(await askSessionNeed(async () => Response.json({ ok: true, ownPageNeedsSession: true }))).toBe(true);
    expect(await askSessionNeed(async () => Response.json({ ok: true, ownPageNeedsSession: false }))).toBe(false);
  });

  it('opens the page all the same without a network, or where something else answers', async ({ expect }) => {
    expect(await askSessionNeed(async () => Promise.reject(new TypeError('Failed to fetch')))).toBe(false);
    expect(await askSessionNeed(async () => new Response('<!doctype html>'))).toBe(false);
  });
});
