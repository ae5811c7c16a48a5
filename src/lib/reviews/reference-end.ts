const END = 4;

/** The end of a reference that is typed before something is sent. */
export const endOf = (reference: string): string => reference.slice(-END);

/** Whether somebody typed it: with or without blanks, in capitals or not. */
export const isEndOf = (reference: string, typed: string): boolean =>
  typed.replace(/\s/g, '').toLowerCase() === endOf(reference).replace(/\s/g, '').toLowerCase();
