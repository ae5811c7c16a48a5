import { translator } from '$lib/i18n/translator.ts';
import type { LayoutLoad } from './$types';

/** Young people's pages are made on the server and ship none of the framework. */
export const csr = false;

export const load: LayoutLoad = ({ data }) => ({ ...data, t: translator(data.lang) });
