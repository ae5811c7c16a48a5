import { keyRingFrom, type KeyRing } from '../../src/lib/sealing/key-ring.server.ts';

/** The key ring as a file has it, for tests that start a server of their own. */
export const testRingFile = { active: 'test', keys: { test: 'A'.repeat(43) } };

/** A key ring for tests: fixed, so that a copied database still opens. */
export const testRing: KeyRing = keyRingFrom(testRingFile);
