import type { ParamMatcher } from '@sveltejs/kit';

/** The shape of a language code; whether we have it the load finds out. */
export const match: ParamMatcher = (param) => /^[a-z]{2,3}$/.test(param);
