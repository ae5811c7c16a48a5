import type { Person } from '$lib/identity/person.ts';
import { findVeryAlike } from '$lib/moderation/find-alike.server.ts';
import { proposeNotShared } from '$lib/moderation/not-shared.server.ts';
import type { PointDraft } from '$lib/moderation/point.ts';
import { sealTakenOut } from '$lib/moderation/redaction/seal-redaction.server.ts';
import { draftPoint } from '$lib/moderation/release.server.ts';
import { idsIn, type Typed } from '$lib/platform/forms.ts';
import { isNotSharedReason } from '$lib/voice/not-shared.ts';
import type { Services } from '../../../../../services.server.ts';

/** The messages that a form is about: the open one, those ticked, and all that are very alike where that is ticked. */
export async function groupedMessages(
  services: Services,
  { authorityId, personId }: Person,
  messageId: string,
  typed: Typed,
): Promise<string[]> {
  const alike =
    typed.alsoAll === 'very' ? await findVeryAlike(services, personId, authorityId, messageId) : [];
  return [...new Set([messageId, ...idsIn(typed.also), ...alike])];
}

/** Writes the point of a message, with those grouped with it, and proposes not to share it where the form says so. */
export async function draftGrouped(
  services: Services,
  person: Person,
  messageId: string,
  typed: Typed,
  draft: PointDraft,
): Promise<string> {
  const { authorityId, personId } = person;
  const messageIds = await groupedMessages(services, person, messageId, typed);
  const keep = await sealTakenOut(services, personId, authorityId, messageId, typed);
  const pointId = await draftPoint(services, personId, authorityId, messageIds, draft, keep);
  const actor = { personId, side: 'worker' as const };
  if (isNotSharedReason(typed.notShared))
    await proposeNotShared(services, actor, authorityId, pointId, 1, typed.notShared);
  return pointId;
}
