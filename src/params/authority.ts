import type { ParamMatcher } from '@sveltejs/kit';

/** The shape of an authority's address; whether there is one the load finds out. */
export const match: ParamMatcher = (param) => /^[a-z][a-z0-9-]{1,40}$/.test(param);
