import { UUID } from './ids.ts';

/** What may be asked of a list, parsed. The filters are those of the profile's `/services`. */
export interface Query {
  page: number;
  per_page: number;
  search?: string;
  taxonomy_term_id?: string;
  taxonomy_id?: string;
  minimum_age?: number;
  maximum_age?: number;
  start_time?: string;
  end_time?: string;
  day?: string;
}

/** A value that cannot be taken, by parameter. */
export interface QueryFault {
  parameter: string;
  message: string;
}

const USUAL = { page: 1, per_page: 50 };
const MOST_PER_PAGE = 1_000;
const MOST_PAGES = 1_000_000;
const LONGEST_SEARCH = 200;

type Reader = { read(text: string): string | number | null; wants: string };

const whole = (from: number, to: number): Reader => ({
  read: (text) => {
    const number = /^\d{1,7}$/.test(text) ? Number(text) : NaN;
    return number >= from && number <= to ? number : null;
  },
  wants: `a whole number from ${from} to ${to}`,
});

const uuid: Reader = {
  read: (text) => (UUID.test(text) ? text.toLowerCase() : null),
  wants: 'a UUID, as /taxonomies and /taxonomy_terms have them',
};

const time: Reader = {
  read: (text) => /^(([01]\d|2[0-3]):[0-5]\d)(:00)?$/.exec(text)?.[1] ?? null,
  wants: 'a time of day like 09:30',
};

const readers: Record<keyof Query, Reader> = {
  page: whole(1, MOST_PAGES),
  per_page: whole(1, MOST_PER_PAGE),
  search: {
    read: (text) => (text.length <= LONGEST_SEARCH ? foldText(text) : null),
    wants: `at most ${LONGEST_SEARCH} characters`,
  },
  taxonomy_term_id: uuid,
  taxonomy_id: uuid,
  minimum_age: whole(0, 150),
  maximum_age: whole(0, 150),
  start_time: time,
  end_time: time,
  day: {
    read: (text) => (/^(mo|tu|we|th|fr|sa|su)$/i.test(text) ? text.toUpperCase() : null),
    wants: 'one of MO, TU, WE, TH, FR, SA, SU',
  },
};

/** Without capitals, accents or more than one space, so that what looks the same is found as the same. */
export function foldText(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return bare.replace(/[\s\p{C}]+/gu, ' ').trim();
}

const ALL = Object.keys(readers) as (keyof Query)[];

/** What lists other than of services may be asked. */
export const PAGING = ['page', 'per_page'] as const satisfies (keyof Query)[];

/**
 * Reads a query. @param allowed the parameters this list has: an unknown one is a fault, because an answer that left
 * a filter out would look like one that obeyed it.
 */
export function parseQuery(
  parameters: URLSearchParams,
  allowed: readonly (keyof Query)[] = ALL,
): { query: Query } | { faults: QueryFault[] } {
  const query: Record<string, string | number> = { ...USUAL };
  const faults: QueryFault[] = [];
  for (const name of new Set(parameters.keys())) {
    const known = allowed.find((one) => one === name);
    const [text = '', ...more] = parameters.getAll(name);
    const value = known ? readers[known].read(text) : null;
    if (!known) {
      faults.push({
        parameter: name.slice(0, 40),
        message: `There is no such parameter. There are: ${allowed.join(', ')}.`,
      });
    } else if (more.length > 0) faults.push({ parameter: name, message: 'Give it once.' });
    else if (value === null)
      faults.push({ parameter: name, message: `This must be ${readers[known].wants}.` });
    else if (value !== '') query[known] = value;
  }
  return faults.length > 0 ? { faults } : { query: query as unknown as Query };
}

/** The one spelling of a query that asks for the same: '' where it asks for nothing but what is usual. */
export function canonical(query: Query): string {
  const said = ALL.flatMap((name) => {
    const value = query[name];
    const usual = value === undefined || value === (USUAL as Partial<Query>)[name];
    return usual ? [] : [[name, String(value)]];
  });
  return new URLSearchParams(said).toString();
}
