import { expect, test } from 'vitest';
import { readAuthorities } from '../lib/content/files.server.ts';
import { hasCast, readCast } from './cast-file.ts';

test('an authority that joins by its own files has no cast, and the demo starts without one', async () => {
  expect(hasCast('testshire')).toBe(false);
  await expect(readCast('testshire')).rejects.toThrow();
});

test('ours each have one', async () => {
  for (const { settings } of await readAuthorities()) expect(hasCast(settings.id)).toBe(true);
});
