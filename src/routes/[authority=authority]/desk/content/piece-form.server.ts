import { bodyToTyped, differing, faultsByField } from '$lib/content/draft.ts';
import { openPiece, type OpenPiece } from '$lib/content/find-piece.server.ts';
import type { Body, Fault } from '$lib/content/piece.ts';
import { languages } from '$lib/i18n/languages.ts';
import { findNames } from '$lib/identity/people.queries.server.ts';
import type { Typed } from '$lib/platform/forms.ts';
import type { Services } from '../../../../services.server.ts';

/** The facts' part of the form, for what is typed in it now. */
export function partsOf({ kind, settings, gate }: OpenPiece, typed: Typed) {
  const themes = gate.others.filter((other) => other.kind === 'theme').map(({ id }) => id);
  return kind.form.parts(typed, Object.keys(settings.sources), themes);
}

/** What each field is called. */
function labelsOf(open: OpenPiece, typed: Typed): Map<string, string> {
  const facts = partsOf(open, typed).flatMap(({ legend, controls }) =>
    controls.map(({ name, label }): [string, string] => [
      name,
      /^facts\.(rules|schedules)\./.test(name) ? `${legend}: ${label}` : label,
    ]),
  );
  const words = open.langs.flatMap((lang) =>
    open.kind.words.map(({ name, label }): [string, string] => [
      `${lang}.${name}`,
      `${label} (${languages[lang].name})`,
    ]),
  );
  return new Map([...facts, ...words]);
}

/** Faults by the field they belong to, each with its label. */
export function faultsIn(open: OpenPiece, typed: Typed, faults: readonly Fault[]) {
  const labels = labelsOf(open, typed);
  return Object.entries(faultsByField(faults, [...labels.keys()])).map(([name, message]) => ({
    name,
    label: labels.get(name) ?? name,
    message,
  }));
}

/** The fields that two forms do not agree on. */
export function differences(open: OpenPiece, before: Typed, after: Typed) {
  const labels = new Map([...labelsOf(open, before), ...labelsOf(open, after)]);
  return differing(after, before).map((name) => ({
    name,
    label: labels.get(name) ?? name,
    before: before[name] ?? '',
    after: after[name] ?? '',
  }));
}

export const typedFor = ({ kind }: OpenPiece, body: Body | null) => bodyToTyped(kind, body);

/** What a piece is called: as it is drafted, as it is live, as it last was. */
export const titleOf = ({ id, live, draft, versions }: OpenPiece) =>
  draft?.typed['en.title'] || (live ?? versions.find(({ body }) => body))?.body?.words.en?.title || id;

/** Opens the piece that an address names. */
export async function openAt(
  { db, clock }: Services,
  { authority, kind, item }: { authority: string; kind: string; item: string },
): Promise<OpenPiece> {
  return openPiece(db, authority, { kind, id: item }, clock());
}

/** Who did something, by name. */
export async function namesOf({ db }: Services, authorityId: string): Promise<(by: string) => string> {
  const names = await findNames(db, authorityId);
  return (by) => (by === 'files' ? 'The files' : (names.get(by) ?? 'Somebody'));
}
