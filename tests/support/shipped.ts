import { hasCast } from '../../src/commands/cast-file.ts';
import { readAuthorities } from '../../src/lib/content/files.server.ts';

/** The authorities that we ship, with what we know of their papers; one that joined as files is checked on its own. */
export const shippedAuthorities = (await readAuthorities()).filter(({ settings }) => hasCast(settings.id));
