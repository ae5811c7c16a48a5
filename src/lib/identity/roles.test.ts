import { describe, expect, test } from 'vitest';
import { isRole, may, policy, roleNames, roles, type Act, type Role } from './roles.ts';

const acts = Object.keys(policy) as Act[];

/** Who may do what, written out again by hand from the table in design.md. */
const allowed: Record<Act, readonly Role[]> = {
  'be-at-the-desk': roles,
  screen: ['safeguarding-duty'],
  moderate: ['participation-worker'],
  'release-points': ['council-member'],
  'see-drafts': ['participation-worker', 'council-member'],
  practise: ['participation-worker', 'council-member'],
  'read-points': ['participation-worker', 'council-member', 'decision-owner', 'service-lead'],
  'open-decisions': ['participation-worker', 'decision-owner', 'service-lead'],
  decide: ['decision-owner', 'service-lead'],
  'see-lateness': ['decision-owner', 'service-lead', 'advocate'],
  'read-summaries': roles,
  'make-summaries': ['participation-worker'],
  'comment-on-summaries': ['participation-worker', 'council-member'],
  'sign-off-summaries': ['council-member'],
  'export-summaries': ['participation-worker', 'council-member', 'decision-owner', 'service-lead'],
  'edit-content': ['editor'],
  'change-standing': ['editor', 'decision-owner'],
  'invite-young-people': ['worker'],
  'see-reviews': ['reviewing-officer', 'worker'],
  'hold-reviews': ['reviewing-officer'],
  'assign-reviews': ['reviewing-officer', 'administrator'],
  'see-not-happened': ['reviewing-officer', 'advocate'],
  'see-review-figures': ['reviewing-officer', 'participation-worker', 'service-lead'],
  'edit-jargon': ['reviewing-officer', 'editor'],
  'manage-people': ['administrator'],
  'read-audit': ['administrator', 'auditor'],
};

/** Acts that put raw words before somebody's eyes. */
const RAW_WORDS: Act[] = ['screen', 'moderate'];

describe.each(acts)('%s', (act) => {
  test.each(roles)('is answered for a %s as the table has it', (role) => {
    expect(may([role], act)).toBe(allowed[act].includes(role));
  });

  test('is not for somebody without a role', () => {
    expect(may([], act)).toBe(false);
  });
});

describe('the promise of the table', () => {
  test('a Council member never gets raw words, whatever else they do in that role', () => {
    expect(RAW_WORDS.filter((act) => may(['council-member'], act))).toEqual([]);
  });

  test('an administrator gets no words: people, and the record of who did what', () => {
    const granted = acts.filter((act) => may(['administrator'], act));
    expect(granted.sort()).toEqual([
      'assign-reviews',
      'be-at-the-desk',
      'manage-people',
      'read-audit',
      'read-summaries',
    ]);
  });

  test('a worker gets no raw words: accounts of the young people they are named for, and their reviews', () => {
    const granted = acts.filter((act) => may(['worker'], act));
    expect(granted.sort()).toEqual([
      'be-at-the-desk',
      'invite-young-people',
      'read-summaries',
      'see-reviews',
    ]);
  });

  test('who looks for danger does not also decide what becomes of it', () => {
    expect(acts.filter((act) => may(['safeguarding-duty'], act))).not.toContain('moderate');
  });

  test('two roles may do what either may', () => {
    const both: Role[] = ['editor', 'administrator'];
    expect([may(both, 'edit-content'), may(both, 'manage-people'), may(both, 'screen')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('roles', () => {
  test('each have a name', () => {
    expect(Object.keys(roleNames).sort()).toEqual([...roles].sort());
    expect(Object.values(roleNames)).not.toContain('');
  });

  test.each(['', 'admin', 'Editor', 'constructor'])('%j is none', (text) => {
    expect(isRole(text)).toBe(false);
  });
});
