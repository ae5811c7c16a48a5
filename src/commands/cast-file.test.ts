import { expect, test } from 'vitest';
import { hasCast, readCast } from './cast-file.ts';

test('an authority that joins by its own files has no cast, and the demo starts without one', async () => {
  expect(hasCast('testshire')).toBe(false);
  await expect(readCast('testshire')).rejects.toThrow();
});
