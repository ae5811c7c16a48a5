import type { Lang } from '$lib/i18n/languages.ts';
import { needs, type EntitlementFacts } from '$lib/offer/entitlement.ts';
import { findOffer } from '$lib/offer/offer.queries.server.ts';
import type { Db } from '$lib/platform/database.ts';

/** What the checker needs of an entitlement: its rules, and what it shows of it. */
export interface Card {
  id: string;
  title: string;
  how: string;
  textLang: Lang;
  kind: 'law' | 'national' | 'extra';
  facts: EntitlementFacts;
}

export interface Need {
  need: (typeof needs)[number];
  cards: Card[];
}

/** Everything that may be an answer, by need. */
export async function findCards(db: Db, authorityId: string, lang: Lang): Promise<Need[]> {
  const offer = await findOffer(db, authorityId, lang);
  const cards = offer.map(({ facts, scope, title, how, textLang }): Card => {
    const national = facts.kind === 'law' ? 'law' : 'national';
    return { id: facts.id, title, how, textLang, kind: scope === 'national' ? national : 'extra', facts };
  });
  return needs.map((need) => ({ need, cards: cards.filter(({ facts }) => facts.need === need) }));
}
