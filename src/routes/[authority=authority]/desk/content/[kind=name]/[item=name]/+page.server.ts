import { fail, redirect } from '@sveltejs/kit';
import { findAuthority } from '$lib/authorities/authorities.queries.server.ts';
import { parseFields, saveWords } from '$lib/authorities/edit-words.server.ts';
import { findPiece } from '$lib/authorities/texts.queries.server.ts';
import { isEditable, type TextKind } from '$lib/authorities/texts.ts';
import { Refusal } from '$lib/platform/refusal.ts';
import { asStaff } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

async function pieceOf({ params, locals }: Pick<RequestEvent, 'params' | 'locals'>) {
  const { db } = locals.services;
  if (!isEditable(params.kind)) throw new Refusal('not-found');
  const kind: TextKind = params.kind;
  const piece = await findPiece(db, params.authority, kind, params.item);
  const authority = await findAuthority(db, params.authority);
  if (!authority || !piece.en) throw new Refusal('not-found');
  return { kind, piece, english: piece.en, langs: authority.settings.languages };
}

export const load = asStaff('edit-content', async (event: PageServerLoadEvent) => {
  const { piece, english, langs } = await pieceOf(event);
  return { piece, fields: Object.keys(english), langs };
});

export const actions = {
  default: asStaff('edit-content', async (event: RequestEvent, person) => {
    const { params, locals, request } = event;
    const { kind, english, langs } = await pieceOf(event);
    const typed = await readForm(request);
    const parsed = parseFields(typed, english, langs);
    if ('faults' in parsed) return fail(400, { typed, faults: parsed.faults });
    const piece = { kind, itemId: params.item, words: parsed.words };
    await saveWords(locals.services, person.personId, params.authority, piece);
    redirect(303, `/${params.authority}/desk/content`);
  }),
};
