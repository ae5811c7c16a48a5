/** Brings the database to the newest schema: npm run migrate */
import { openDatabase } from '../lib/platform/database.server.ts';
import { parseEnvironment } from '../lib/platform/environment.server.ts';
import { migrateToLatest } from '../lib/platform/migrate.server.ts';

const { db, kind, close } = await openDatabase(parseEnvironment(process.env));
const ran = await migrateToLatest(db);
process.stdout.write(
  ran.length > 0 ? `Migrated ${kind}: ${ran.join(', ')}\n` : `The ${kind} database is up to date.\n`,
);
await close();
