import { publishAtOnce } from '../../src/lib/content/publish-at-once.server.ts';
import type { Published } from '../../src/lib/content/publish.server.ts';
import type { ServiceFacts } from '../../src/lib/offer/service.ts';
import type { World } from './world.ts';

/** Publishes a service in English, as an editor does. */
export function publishService(
  world: World,
  authorityId: string,
  facts: ServiceFacts,
  words: Record<string, string>,
): Promise<Published> {
  const what = { body: { facts, words: { en: words }, madeFrom: {} }, why: 'For a test.' };
  const name = { kind: 'service', id: facts.id };
  return publishAtOnce(world, world.staff.editor.personId, authorityId, name, what);
}
