/** What somebody at the desk is there for. One person may hold several. */
export const roles = [
  'safeguarding-duty',
  'participation-worker',
  'council-member',
  'decision-owner',
  'service-lead',
  'advocate',
  'reviewing-officer',
  'editor',
  'worker',
  'administrator',
  'auditor',
] as const;

export type Role = (typeof roles)[number];

export function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

export const roleNames: Record<Role, string> = {
  'safeguarding-duty': 'Safeguarding duty',
  'participation-worker': 'Participation worker',
  'council-member': 'Council member',
  'decision-owner': 'Decision owner',
  'service-lead': 'Service lead',
  advocate: 'Advocate',
  'reviewing-officer': 'Reviewing officer (IRO)',
  editor: 'Editor',
  worker: 'Worker',
  administrator: 'Administrator',
  auditor: 'Auditor',
};

/**
 * The one policy table: which roles may do what (docs/house.md has it in words).
 * Raw words are in `screen` and `moderate` only; a Council member never gets them.
 */
export const policy = {
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
} as const satisfies Record<string, readonly Role[]>;

export type Act = keyof typeof policy;

export function may(held: readonly Role[], act: Act): boolean {
  const allowed: readonly Role[] = policy[act];
  return held.some((role) => allowed.includes(role));
}

/** Who releases points and signs off for the Council may not also read raw words: one person would undo the boundary. */
export function rolesClash(held: readonly Role[]): boolean {
  return held.includes('council-member') && (may(held, 'screen') || may(held, 'moderate'));
}
