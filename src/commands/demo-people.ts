import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { newCodeSecret, currentCode } from '../lib/identity/one-time-codes.server.ts';
import { hashSecret } from '../lib/identity/passwords.server.ts';
import { insertPerson, setCredentials } from '../lib/identity/people.queries.server.ts';
import { roleNames, roles, type Role } from '../lib/identity/roles.ts';
import { sealCodeSecret } from '../lib/identity/sign-in.server.ts';
import { systemClock } from '../lib/platform/clock.ts';
import type { Db } from '../lib/platform/database.ts';
import { newId } from '../lib/platform/ids.ts';
import type { KeyRing } from '../lib/sealing/key-ring.server.ts';
import type { Cast } from './cast-file.ts';
import type { CastIds } from './play-cast.ts';

const DemoPersonSchema = v.object({
  personId: v.string(),
  authorityId: v.string(),
  name: v.string(),
  username: v.string(),
  roles: v.array(v.picklist(roles)),
  password: v.string(),
  codeSecret: v.string(),
});

export type DemoPerson = v.InferOutput<typeof DemoPersonSchema>;

const FileSchema = v.object({
  people: v.array(DemoPersonSchema),
  receipts: v.array(v.object({ authorityId: v.string(), digits: v.string(), about: v.string() })),
  young: v.optional(
    v.array(v.object({ authorityId: v.string(), nickname: v.string(), words: v.string() })),
    [],
  ),
});

export type DemoFile = v.InferOutput<typeof FileSchema>;

const fileIn = (dataDir: string) => `${dataDir}/demo-sign-ins.json`;

/** The demo's sign-ins, made on its first start and kept beside its database; null where there is no demo. */
export function readDemo(dataDir: string): DemoFile | null {
  const file = fileIn(dataDir);
  return existsSync(file) ? v.parse(FileSchema, JSON.parse(readFileSync(file, 'utf8'))) : null;
}

export function writeDemo(dataDir: string, demo: DemoFile): void {
  writeFileSync(fileIn(dataDir), JSON.stringify(demo, null, 2), { mode: 0o600 });
}

/** Adds a cast's staff with a password and authenticator each, drawn anew: no default account anywhere. */
export async function addStaff(
  db: Db,
  ring: KeyRing,
  authorityId: string,
  staff: Cast['staff'],
): Promise<{ ids: CastIds; people: DemoPerson[] }> {
  const ids: CastIds = {};
  const people: DemoPerson[] = [];
  for (const { key, name, username, roles: held } of staff) {
    const personId = newId();
    const password = randomBytes(12).toString('base64url');
    const codeSecret = newCodeSecret();
    const passwordHash = await hashSecret(password);
    const totpSecret = await sealCodeSecret(ring, authorityId, personId, codeSecret);
    await db.transaction().execute(async (trx) => {
      await insertPerson(
        trx,
        { personId, authorityId, username, displayName: name, roles: held },
        systemClock(),
      );
      await setCredentials(trx, authorityId, personId, { passwordHash, totpSecret, totpStep: null });
    });
    ids[key] = personId;
    people.push({ personId, authorityId, name, username, roles: held, password, codeSecret });
  }
  return { ids, people };
}

const named = (held: readonly Role[]) => held.map((role) => roleNames[role]).join(', ');

/** The sign-ins as lines to print, each with the code that works now. */
export function signInLines(demo: DemoFile, authorityId: string): string[] {
  return demo.people
    .filter((person) => person.authorityId === authorityId)
    .map(
      ({ roles: held, username, password, codeSecret }) =>
        `    ${named(held).padEnd(24)} ${username.padEnd(26)} ${password}  ${currentCode(codeSecret, systemClock)}`,
    );
}
