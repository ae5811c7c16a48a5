import { translator } from '$lib/i18n/translator.ts';
import type { PageLoad } from './$types';

export const csr = false;

export const load: PageLoad = ({ data }) => ({ ...data, t: translator(data.lang) });
