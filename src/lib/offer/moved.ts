import type { Entitlement } from './entitlement.ts';

/** What moving from one council to another means for what somebody can get. */
export interface Moved {
  /** From the council that looked after them: goes on wherever they live. */
  still: Entitlement[];
  /** From the council they live in now. */
  here: Entitlement[];
  /** Only for who lives in the council they left. */
  stops: Entitlement[];
  /** From nobody's council: the same anywhere in England. */
  anywhere: Entitlement[];
}

/** Not stopped. What old plans name comes last, because nobody knows of it. */
const isNow = ({ facts }: Entitlement): boolean => facts.inForce !== 'no';

/**
 * Holds two councils' offers side by side. The council that last looked after somebody owes them its duties wherever
 * they live (Children Act 1989 s23A(4), s23C, s24(5)); council tax, housing lists and the like go by where they live.
 * @param from the offer of the council that looked after them; @param to that of the council they live in.
 */
export function whoOwesWhat(from: readonly Entitlement[], to: readonly Entitlement[]): Moved {
  const owed = (offer: readonly Entitlement[], by: Entitlement['facts']['owedBy']) =>
    offer
      .filter((one) => isNow(one) && one.facts.owedBy === by)
      .sort((a, b) => Number(a.facts.historic) - Number(b.facts.historic));
  const local = (offer: readonly Entitlement[]) => offer.filter(({ scope }) => scope === 'authority');
  return {
    still: owed(from, 'council-that-cared'),
    here: owed(to, 'council-you-live-in'),
    stops: owed(local(from), 'council-you-live-in'),
    anywhere: owed(from, 'country'),
  };
}
