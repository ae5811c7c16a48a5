import { afterAll, beforeAll } from 'vitest';
import { insertPerson } from '../../src/lib/identity/people.queries.server.ts';
import type { Person } from '../../src/lib/identity/person.ts';
import { roles, type Role } from '../../src/lib/identity/roles.ts';
import type { Db } from '../../src/lib/platform/database.ts';
import { newId } from '../../src/lib/platform/ids.ts';
import type { MessageDraft } from '../../src/lib/voice/message.ts';
import { testRing } from './ring.ts';
import { copyDatabase, type TestDatabase } from './test-database.ts';

/** The fictional staff of a test: one of each role, by role, and a second Council member. */
export type Staff = Record<Role | 'second-council-member', Person>;

export interface World {
  database: TestDatabase;
  db: Db;
  ring: typeof testRing;
  auditKey: Uint8Array<ArrayBuffer>;
  clock: () => Date;
  /** Moves the story's clock on. */
  pass(hours: number): void;
  authorityId: string;
  staff: Staff;
}

async function addPerson(db: Db, authorityId: string, username: string, held: Role[]): Promise<Person> {
  const person = {
    personId: newId(),
    authorityId,
    username,
    displayName: `Made-up ${username}`,
    roles: held,
  };
  await db.transaction().execute((trx) => insertPerson(trx, person, new Date()));
  return person;
}

export async function addStaff(db: Db, authorityId: string): Promise<Staff> {
  const staff = {} as Staff;
  for (const role of roles) staff[role] = await addPerson(db, authorityId, role, [role]);
  staff['second-council-member'] = await addPerson(db, authorityId, 'second-council-member', [
    'council-member',
  ]);
  return staff;
}

/** A world for a test file: its own database, its own clock, made-up staff at Manchester. */
export function makeWorld(): World {
  const world = {} as World;
  beforeAll(async () => {
    let now = new Date('2026-07-06T09:00:00Z');
    const database = await copyDatabase();
    const authorityId = 'manchester';
    Object.assign(world, {
      database,
      db: database.db,
      ring: testRing,
      auditKey: testRing.secret('audit'),
      clock: () => now,
      pass: (hours: number) => {
        now = new Date(now.getTime() + hours * 3_600_000);
      },
      authorityId,
      staff: await addStaff(database.db, authorityId),
    });
  });
  afterAll(() => world.database?.drop());
  return world;
}

let sends = 0;

/** A fresh send key, as a form carries one. */
export function aSendKey(): string {
  sends += 1;
  return sends.toString().padStart(22, 'k');
}

export function aDraft(words: string, rest: Partial<MessageDraft> = {}): MessageDraft {
  return {
    words,
    lang: 'en',
    themeId: null,
    commitmentId: null,
    entitlementId: null,
    mood: null,
    wantsAnswer: true,
    ...rest,
  };
}

/** Sorts after every entry id: somebody who has read all there is. */
export const EVERYTHING_SEEN = '~';
