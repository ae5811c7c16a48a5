import type { NewAnswer } from '../../src/lib/change/answer.ts';
import { publishAnswer } from '../../src/lib/change/decide.server.ts';
import { findDecision } from '../../src/lib/change/decision.queries.server.ts';
import { openDecision } from '../../src/lib/change/open-decision.server.ts';
import { draftPoint, releasePoint } from '../../src/lib/moderation/release.server.ts';
import { tellSenders } from '../../src/lib/moderation/thread-lines.server.ts';
import { passOn } from '../../src/lib/screening/screening.server.ts';
import { receiveMessage, type Sent } from '../../src/lib/voice/send.server.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, type World } from './world.ts';

const point = { text: 'Young people want to be asked first.', themeId: 'respect', commitmentIds: [] };

export const weDid: NewAnswer = {
  state: 'we-did',
  answer: { en: { said: 'You said you want to be asked.', answer: 'We ask first now.' } },
};

/** A released point with as many senders as asked for. */
export async function aPoint(world: World, senders = 1): Promise<{ pointId: string; sent: Sent[] }> {
  const { authorityId, staff } = world;
  const sent: Sent[] = [];
  for (let count = 0; count < senders; count += 1) {
    const one = await receiveMessage(world, authorityId, aDraft('Nobody asked me'), aSendKey());
    await passOn(world, staff['safeguarding-duty'].personId, authorityId, one.messageId, EVERYTHING_SEEN);
    sent.push(one);
  }
  const ids = sent.map(({ messageId }) => messageId);
  const pointId = await draftPoint(world, staff['participation-worker'].personId, authorityId, ids, point);
  for (const role of ['council-member', 'second-council-member'] as const)
    await releasePoint(world, staff[role].personId, authorityId, pointId, 1);
  return { pointId, sent };
}

/** An open decision about points. */
export async function aDecision(world: World, pointIds: string[], dueOn: string): Promise<string> {
  const { authorityId, staff } = world;
  const decisionId = await openDecision(
    world,
    staff['participation-worker'].personId,
    authorityId,
    pointIds,
    {
      ownerId: staff['decision-owner'].personId,
      ownerRole: 'Head of placements',
      dueOn,
      said: { en: 'You said you want to be asked.' },
    },
  );
  await tellSenders(world, authorityId);
  return decisionId;
}

/** Publishes an answer to a decision as it is now. */
export async function publish(world: World, decisionId: string, answer = weDid): Promise<void> {
  const { authorityId, staff } = world;
  const { version } = await findDecision(world.db, authorityId, decisionId);
  await publishAnswer(world, staff['decision-owner'].personId, authorityId, decisionId, version, answer);
  await tellSenders(world, authorityId);
}
