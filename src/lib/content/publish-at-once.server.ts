import { bodyToTyped } from './draft.ts';
import { openPiece } from './find-piece.server.ts';
import type { Body } from './piece.ts';
import { publishDraft, type Published } from './publish.server.ts';
import { beginPiece, saveDraft, type ContentContext } from './save-draft.server.ts';

/**
 * Drafts a piece and publishes it, through the same gate as everything else: for what nobody types into a form. With a
 * fault in it the draft stays.
 * @throws Refusal `not-found` when it is not there and its name cannot be one.
 */
export async function publishAtOnce(
  context: ContentContext,
  actor: string,
  authorityId: string,
  name: { kind: string; id: string },
  { body, why }: { body: Body; why: string },
): Promise<Published> {
  // What is there already is not begun.
  await beginPiece(context, actor, authorityId, name);
  const { kind, draft, newest } = await openPiece(context.db, authorityId, name, context.clock());
  const version = draft?.version ?? 0;
  const typed = { ...bodyToTyped(kind, body), version: String(version), basedOn: String(newest) };
  if (await saveDraft(context, actor, authorityId, name, typed)) return { overtaken: true };
  return publishDraft(context, actor, authorityId, name, { version: version + 1, why });
}
