import type { RequestEvent } from '@sveltejs/kit';
import { formatDay } from '$lib/i18n/dates.ts';
import { minutesAfter, toDay } from '$lib/platform/clock.ts';

const LASTS_MINUTES = 7 * 24 * 60;

/** What is printed and handed over: nothing on it says what it is for to somebody who finds it. */
export function sheetOf({ url, params, locals }: RequestEvent, code: string) {
  return {
    code,
    address: `${url.host}/${params.authority}/en/sign-in/invitation`,
    until: formatDay('en', toDay(minutesAfter(locals.services.clock(), LASTS_MINUTES))),
  };
}

export type Sheet = ReturnType<typeof sheetOf>;
