import type { ParamMatcher } from '@sveltejs/kit';

/** An id or slug of ours; anything else in an address is not found. */
export const match: ParamMatcher = (param) => /^[A-Za-z0-9._-]{1,80}$/.test(param);
