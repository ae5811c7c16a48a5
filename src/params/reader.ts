import type { ParamMatcher } from '@sveltejs/kit';
import { isReader, type Reader } from '$lib/reviews/audience.ts';

/** Whom an agenda is for. */
export const match = ((param): param is Reader => isReader(param)) satisfies ParamMatcher;
