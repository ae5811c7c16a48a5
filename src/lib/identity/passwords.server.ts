import { hash, verify } from '@node-rs/argon2';
import { takingTurns } from '../platform/turns.ts';

/** Argon2id, 64 MiB, 3 passes (OWASP ASVS 5.0, 11.4.2). About 0.1 s and 64 MiB each, so few at a time. */
const STRENGTH = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

export const PASSWORD_MIN = 15;
export const PASSWORD_MAX = 256;

const inTurn = takingTurns(4);

export async function hashSecret(secret: string): Promise<string> {
  return inTurn(() => hash(secret, STRENGTH));
}

let decoy: Promise<string> | undefined;

/** Checks a secret. With no stored hash it does the same work and answers false: unknown names take as long. */
export async function verifySecret(stored: string | null, secret: string): Promise<boolean> {
  decoy ??= hashSecret('nobody has this one');
  const against = stored ?? (await decoy);
  const right = await inTurn(() => verify(against, secret));
  return stored !== null && right;
}

export type PasswordFault = 'too-short' | 'too-long' | 'too-easy';

/** Length decides, and it may not be made of words everybody would try (ASVS 6.2). No other rules. */
export function passwordFault(password: string, everybodyTries: string[]): PasswordFault | null {
  if (password.length < PASSWORD_MIN) return 'too-short';
  if (password.length > PASSWORD_MAX) return 'too-long';
  const plain = password.toLowerCase();
  const repeats = new Set(plain).size < 5;
  const guessable = everybodyTries.some((word) => word.length > 2 && plain.includes(word.toLowerCase()));
  return repeats || guessable ? 'too-easy' : null;
}
