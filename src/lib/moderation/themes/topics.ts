import cheshireEast from './authorities/cheshire-east.json' with { type: 'json' };
import manchester from './authorities/manchester.json' with { type: 'json' };
import warrington from './authorities/warrington.json' with { type: 'json' };

/**
 * Where what young people talk about stands in an authority's promise: for each topic its theme, likeliest first, and of
 * that theme the commitments, likeliest first.
 */
export type Topics = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** One file and one line an authority. One without learns from its own promise and decisions alone. */
const ofAuthorities: Readonly<Record<string, Topics>> = {
  'cheshire-east': cheshireEast,
  manchester,
  warrington,
};

export function topicsOf(authorityId: string): Topics {
  return Object.hasOwn(ofAuthorities, authorityId) ? (ofAuthorities[authorityId] ?? {}) : {};
}
