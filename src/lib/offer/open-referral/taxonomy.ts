import { translator } from '../../i18n/translator.ts';
import { categories, hyphened } from '../category.ts';
import { groups, needs, type Group } from '../entitlement.ts';
import { serviceKinds } from '../service.ts';
import { idOf } from './ids.ts';

const t = translator('en');

export interface Taxonomy {
  id: string;
  name: string;
  description: string;
  version: string;
}

export interface TaxonomyTerm {
  id: string;
  code: string;
  name: string;
  term: string;
  description: string;
  taxonomy: string;
  taxonomy_id: string;
}

type Terms = { code: string; name: string; description: string }[];

const groupNames = Object.keys(groups) as Group[];

const trees: Record<string, { name: string; description: string; terms: Terms }> = {
  need: {
    name: 'Said & Done needs',
    description: 'What young people in care and care leavers look for help with.',
    terms: needs.map((code) => {
      const name = t(`offer.needs.${code}`);
      return { code, name, description: `Helps with: ${name}.` };
    }),
  },
  who: {
    name: 'Said & Done care and leaving-care categories',
    description:
      'Who something is for: leaving-care categories in England (Children Act 1989), and groups of them.',
    terms: [...new Set([...groupNames, ...categories])].map((code) => {
      const name = t(`offer.categories.${hyphened(code)}`);
      return { code, name, description: `For somebody who: ${name}.` };
    }),
  },
  kind: {
    name: 'Said & Done kinds of offer',
    description: 'What something rests on, or what it is.',
    terms: [
      ...(['law', 'policy', 'extra', 'announced'] as const).map((code) => {
        const name = t(`offer.kinds.${code}`);
        return { code, name, description: `An entitlement. ${name}.` };
      }),
      ...serviceKinds.map((code) => {
        const name = t(`services.kinds.${code}`);
        return { code, name, description: `Something to go to or be part of: ${name}.` };
      }),
    ],
  },
  amount: {
    name: 'Said & Done amounts',
    description: 'Money that somebody can get. It is not a cost: nothing is paid for what has it.',
    terms: [
      {
        code: 'grant',
        name: 'Money you can get',
        description: 'The value says how much, how often and when it was checked.',
      },
    ],
  },
};

export const taxonomies: Taxonomy[] = Object.entries(trees).map(([tree, { name, description }]) => ({
  id: idOf('taxonomy', tree),
  name,
  description,
  version: '1',
}));

export const taxonomyTerms: TaxonomyTerm[] = Object.entries(trees).flatMap(
  ([tree, { name: taxonomy, terms }]) =>
    terms.map(({ code, name, description }) => ({
      id: idOf('term', tree, code),
      code,
      name,
      term: name,
      description,
      taxonomy,
      taxonomy_id: idOf('taxonomy', tree),
    })),
);

const byId = new Map(taxonomyTerms.map((term) => [term.id, term]));

/** @throws Error for a code that the tree does not have. */
export function termOf(tree: string, code: string): TaxonomyTerm {
  const found = byId.get(idOf('term', tree, code));
  if (!found) throw new Error(`There is no term ${tree}/${code}.`);
  return found;
}
