import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { formatClock } from '$lib/i18n/dates.ts';
import type { MessageKey } from '$lib/i18n/translator.ts';
import { toInstant } from '$lib/platform/clock.ts';
import type { Typed } from '$lib/platform/forms.ts';

/** What a form of this page is answered with: what is wrong, and what was typed. */
export interface NoticesOutcome {
  field: 'email' | 'code' | 'phone' | 'try';
  fault?: MessageKey;
  /** From when it can be tried again, where it was too often. */
  time?: string;
  typed?: Typed;
  tried?: MessageKey;
}

const pageOf = ({ params }: Pick<RequestEvent, 'params'>) => `/${params.authority}/${params.lang}/me/notices`;

/** Forms are sent to addresses of their own; whoever comes there by a link sees the page itself. */
export function onlyForms(event: Pick<RequestEvent, 'params' | 'request'>): void {
  if (event.request.method === 'GET') backToPage(event);
}

export function backToPage(event: Pick<RequestEvent, 'params'>): never {
  redirect(303, pageOf(event));
}

export const refuse = (field: NoticesOutcome['field'], fault: MessageKey, typed: Typed = {}, status = 400) =>
  fail(status, { outcome: { field, fault, typed } satisfies NoticesOutcome });

/** Too often: says from when, and keeps what was typed. */
export function tooOften(
  { locals, setHeaders }: RequestEvent,
  field: NoticesOutcome['field'],
  wait: number,
  typed: Typed = {},
) {
  setHeaders({ 'retry-after': String(wait) });
  const time = formatClock(toInstant(new Date(locals.services.clock().getTime() + wait * 1_000)));
  const fault: MessageKey = 'notices.faults.busy';
  return fail(429, { outcome: { field, fault, time, typed } satisfies NoticesOutcome });
}
