import type { Kysely, Transaction } from 'kysely';

/**
 * Every table, by name. Each domain adds its own in its `*.table.ts` by declaration merging,
 * so that this folder knows no domain.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled in by the domains
export interface Database {}

/** What a query takes first: the database, or the transaction it must stay inside. */
export type Db = Kysely<Database>;

/** A use case that must be whole or not at all takes this. */
export type Trx = Transaction<Database>;

export type DatabaseKind = 'sqlite' | 'postgresql';
