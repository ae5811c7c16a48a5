/** Carried by what an open desk asks while nobody touches it. */
export const BY_ITSELF = 'x-by-itself';
