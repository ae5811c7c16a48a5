/**
 * Makes an authority's first administrator: npm run invite -- <authority> <username> "<name>"
 * Prints a one-time code, good for seven days; there is no default account.
 */
import { findAuthority } from '../lib/authorities/authorities.queries.server.ts';
import { invite } from '../lib/identity/invitations.server.ts';
import { USERNAME } from '../lib/identity/person.ts';
import { systemClock } from '../lib/platform/clock.ts';
import { openDatabase } from '../lib/platform/database.server.ts';
import { parseEnvironment } from '../lib/platform/environment.server.ts';
import { readKeyRing } from '../lib/sealing/key-ring.server.ts';

const [authorityId = '', username = '', displayName = ''] = process.argv.slice(2);
const environment = parseEnvironment(process.env);
const { db, close } = await openDatabase(environment);
if (!(await findAuthority(db, authorityId)))
  throw new Error(`There is no authority called “${authorityId}”.`);
if (!USERNAME.test(username) || displayName === '') {
  throw new Error('Use: npm run invite -- <authority> <username> "<name>"');
}
const context = { db, ring: readKeyRing(environment.keyRingFile), clock: systemClock };
const newcomer = { authorityId, username, displayName, roles: ['administrator' as const] };
const { code } = await invite(context, 'system', newcomer);
process.stdout.write(
  `${environment.origin}/${authorityId}/desk/sign-in/invitation\nName: ${username}\nCode: ${code}\n`,
);
await close();
