/** Ways in which counts of young people may be split in reports, beyond themes (security 2.13). */
export const breakdowns = ['channel', 'language', 'age-band', 'area'] as const;
export type Breakdown = (typeof breakdowns)[number];

/** Ages a sender may choose from, in whole years: wide enough that nobody is found by them. */
export const ageBands = ['under-10', '10-12', '13-15', '16-17', '18-20', '21-25'] as const;
export type AgeBand = (typeof ageBands)[number];

/** Where a sender lives: in the authority's area, or somewhere else, as many young people in care do. */
export const areas = ['in-area', 'elsewhere'] as const;
export type Area = (typeof areas)[number];
