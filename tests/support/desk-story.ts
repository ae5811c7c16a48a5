import { publishAnswer } from '../../src/lib/change/decide.server.ts';
import { openDecision } from '../../src/lib/change/open-decision.server.ts';
import { draftPoint, releasePoint } from '../../src/lib/moderation/release.server.ts';
import { tellSenders } from '../../src/lib/moderation/thread-lines.server.ts';
import { findAuthority } from '../../src/lib/authorities/authorities.queries.server.ts';
import { passOn } from '../../src/lib/screening/screening.server.ts';
import { inviteYoungPerson } from '../../src/lib/identity/young-invitations.server.ts';
import { endedPeriods } from '../../src/lib/platform/period.ts';
import { makeSummary } from '../../src/lib/summaries/make-summary.server.ts';
import { signOffSummary } from '../../src/lib/summaries/sign-off-summary.server.ts';
import { nothingBeside } from '../../src/lib/voice/beside.ts';
import { receiveMessage, type Sent } from '../../src/lib/voice/send.server.ts';
import { aDrawing } from './recordings.ts';
import { aReview } from './reviews.ts';
import { aDraft, aSendKey, EVERYTHING_SEEN, type World } from './world.ts';

/** One of everything the desk has, by the room it is in: real ids to put into addresses. */
export interface DeskStory {
  screening: string;
  moderation: string;
  draft: string;
  points: string;
  decisions: string;
  published: string;
  summaries: string;
  people: string;
  'young-people': string;
  reviews: string;
  sent: Sent;
}

const point = { text: 'A made-up point.', themeId: 'respect', commitmentIds: [] };

export async function playDeskStory(world: World): Promise<DeskStory> {
  const { staff, authorityId } = world;
  const duty = staff['safeguarding-duty'].personId;
  const worker = staff['participation-worker'].personId;
  const council = staff['council-member'].personId;
  const secondCouncil = staff['second-council-member'].personId;
  const owner = staff['decision-owner'].personId;
  const send = (words: string) => receiveMessage(world, authorityId, aDraft(words), aSendKey());
  const drafted = async () => {
    const sent = await send('A made-up message');
    await passOn(world, duty, authorityId, sent.messageId, EVERYTHING_SEEN);
    return { sent, pointId: await draftPoint(world, worker, authorityId, [sent.messageId], point) };
  };
  const released = async () => {
    const one = await drafted();
    await releasePoint(world, council, authorityId, one.pointId, 1);
    await releasePoint(world, secondCouncil, authorityId, one.pointId, 1);
    return one;
  };
  const decided = async () => {
    const { sent, pointId } = await released();
    const opened = {
      ownerId: owner,
      ownerRole: 'Head of placements',
      dueOn: '2099-01-01',
      said: { en: 'You said something.' },
    };
    const decisionId = await openDecision(world, worker, authorityId, [pointId], opened);
    await tellSenders(world, authorityId);
    return { sent, decisionId };
  };
  const drawn = { ...nothingBeside, attachments: [aDrawing()] };
  const screening = await receiveMessage(world, authorityId, aDraft('To be screened'), aSendKey(), drawn);
  const moderation = await receiveMessage(world, authorityId, aDraft('To be moderated'), aSendKey(), drawn);
  await passOn(world, duty, authorityId, moderation.messageId, EVERYTHING_SEEN);
  const published = await decided();
  await publishAnswer(world, owner, authorityId, published.decisionId, 1, {
    state: 'we-did',
    answer: { en: { said: 'You said something.', answer: 'We did it.' } },
  });
  await tellSenders(world, authorityId);
  const authority = await findAuthority(world.db, authorityId);
  const [period] = endedPeriods(world.clock(), 1);
  if (!authority || !period) throw new Error('There should be an authority and an ended quarter.');
  const wanted = { period, template: 'board' as const, splits: { chosen: [], pair: null } };
  const summaries = await makeSummary(world, worker, authority, wanted);
  for (const signer of [council, staff['second-council-member'].personId])
    await signOffSummary(world, signer, authorityId, summaries, 1);
  const youngPerson = await inviteYoungPerson(world, staff.worker, 'T-1');
  return {
    screening: screening.messageId,
    moderation: moderation.messageId,
    draft: (await drafted()).pointId,
    points: (await released()).pointId,
    decisions: (await decided()).decisionId,
    published: published.decisionId,
    summaries,
    people: staff['second-council-member'].personId,
    'young-people': youngPerson.personId,
    reviews: (await aReview(world)).reviewId,
    sent: published.sent,
  };
}
