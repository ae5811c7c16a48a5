/** As at the desk: what is typed before a page wakes up must not be wiped. */
export const csr = false;
