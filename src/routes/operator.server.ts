import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Whether a request shows the operator's token; nobody does where none is configured. */
export function isOperator({ locals, request }: Pick<RequestEvent, 'locals' | 'request'>): boolean {
  const { operatorToken } = locals.services.environment;
  const shown = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  return (
    operatorToken !== null && shown !== undefined && timingSafeEqual(digest(shown), digest(operatorToken))
  );
}
