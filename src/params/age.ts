import type { ParamMatcher } from '@sveltejs/kit';
import { isAge, type Age } from '$lib/reviews/questions.ts';

/** The wording in which a review is prepared. */
export const match = ((param): param is Age => isAge(param)) satisfies ParamMatcher;
