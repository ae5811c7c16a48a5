import type { PointState } from '$lib/moderation/point.ts';
import type { ReviewState } from '$lib/reviews/review.ts';
import type { Stage } from '$lib/voice/journey.ts';

/** Where a message is, in words of the desk. */
export const stageNames: Record<Stage, string> = {
  'awaiting-screening': 'It waits for screening',
  held: 'It is on hold with the duty team',
  'handed-over': 'It was handed over',
  'awaiting-moderation': 'It waits for moderation',
  drafted: 'It is in a point that waits for release',
  shared: 'Its point is released',
  deciding: 'A decision is being made about it',
  answered: 'It has an answer',
  closed: 'It is closed',
  'not-shared': 'It was agreed not to share it',
  unreadable: 'It cannot be opened',
};

export const pointStateNames: Record<PointState, string> = {
  draft: 'It waits for release',
  'sent-back': 'It was sent back',
  released: 'It is released, and stays as it is',
  'not-shared': 'It was agreed not to share it',
};

export const reviewStateNames: Record<ReviewState, string> = {
  planned: 'It is planned',
  held: 'It was held',
  cancelled: 'It will not take place',
};

const deedNames: Record<string, string> = {
  'message.received': 'sent it',
  'message.added-to': 'added something',
  'message.asked-for-person': 'asked for a person to talk to',
  'message.named': 'said who they are',
  'message.passed': 'passed it on',
  'message.held': 'put it on hold',
  'message.handed-over': 'noted that it was handed over',
  'message.answered': 'wrote back',
  'message.had-person': 'noted that somebody got in touch',
  'message.reply-read': 'marked the reply as read',
  'message.unreadable': 'found that it cannot be opened',
  'review.series-added': 'added these reviews',
  'review.planned': 'planned the review',
  'review.moved': 'moved the review',
  'review.held': 'noted that it was held',
  'review.assigned': 'changed who holds these reviews',
  'review.code-given': 'gave a code',
  'review.agenda-printed': 'printed or showed an agenda',
  'review.taken-back-seen': 'said that old prints are torn up',
  'review.record-written': 'wrote at the record',
  'review.record-sent': 'sent the record',
  'review.record-changed': 'sent a change to the record',
  'review.record-taken-back': 'took the record back',
  'review.handed-over': 'took it out for the case system',
  'review.in-case-system': 'noted that the case system has it',
  'review.shredded': 'shredded what was sealed, after 30 days',
  'review.series-ended': 'ended these reviews here',
  'point.drafted': 'wrote the point',
  'point.redrafted': 'wrote the point anew',
  'point.released': 'released the point',
  'point.sent-back': 'sent the point back',
  'review.code-confirmed': 'confirmed how they took part',
  'review.code-corrected': 'corrected how they took part',
  'review.afterwards-read': 'read what they said afterwards',
  'review.action-happened': 'said that an action happened',
  'review.action-not-happened': 'said that an action did not happen',
  'review.not-happened-read': 'read what did not happen',
  'review.not-happened-seen': 'noted what did not happen as seen',
  'review.feedback-given': 'said how it was for them',
  'review.issue-raised': 'raised a practice issue',
  'review.issue-resolved': 'said how a practice issue ended',
};

/** A deed in words of the desk; one that has none yet is told by the name it has in the record. */
export const deedName = (action: string): string => deedNames[action] ?? action;
