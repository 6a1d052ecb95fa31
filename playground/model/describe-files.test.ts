import { expect, test } from 'vitest';
import { describeFiles } from './describe-files.ts';

test('files that were held against a hash and kept say so, and that nothing came over the network', () => {
  expect(describeFiles({ verification: 'verified', storage: 'kept', downloadedBytes: 0, resumedBytes: 5e6 })).toEqual({
    words: 'verified, kept on this device',
    note: 'Nothing had to be downloaded this time.',
  });
});

test('a download that went on where it had stopped tells both parts', () => {
  const { note } = describeFiles({ verification: 'verified', storage: 'kept', downloadedBytes: 2e6, resumedBytes: 3e6 });
  expect(note).toBe('2 MB came over the network, 3 MB were here already.');
});

test('what nobody vouches for, and what isn’t kept, is said with what follows from it', () => {
  const { words, note } = describeFiles({ verification: 'unverified', storage: 'not_kept', downloadedBytes: 2e6, resumedBytes: 0 });
  expect(words).toBe('unverified, not kept');
  expect(note).toMatch(/no hashes.*downloads them again/);
});
