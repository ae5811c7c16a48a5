import { findNames } from '$lib/identity/people.queries.server.ts';
import { may } from '$lib/identity/roles.ts';
import { hiddenWords } from '$lib/summaries/document.ts';
import { SIGN_OFFS_NEEDED } from '$lib/summaries/summary.ts';
import { findComments, findSignOffs } from '$lib/summaries/summary.queries.server.ts';
import { asStaff } from '../../../../guard.server.ts';
import { documentFor } from '../seen.server.ts';
import type { PageServerLoadEvent } from './$types';

export const load = asStaff(
  'read-summaries',
  async ({ params, locals, url }: PageServerLoadEvent, person) => {
    const { db } = locals.services;
    const document = await documentFor(db, person, params.id);
    const { summary } = document;
    const names = await findNames(db, params.authority);
    const nameOf = (personId: string) => names.get(personId) ?? 'Somebody who has left';
    const signOffs = await findSignOffs(db, params.authority, params.id);
    const isDraft = summary.state === 'draft';
    const comments = may(person.roles, 'comment-on-summaries');
    const makes = may(person.roles, 'make-summaries');
    return {
      document,
      large: url.searchParams.get('print') === 'large',
      signOffs: signOffs.map(({ personId, signedAt }) => ({ name: nameOf(personId), signedAt })),
      missing: SIGN_OFFS_NEEDED - signOffs.length,
      comments: comments
        ? (await findComments(db, params.authority, params.id)).map(({ personId, ...comment }) => ({
            ...comment,
            name: nameOf(personId),
          }))
        : [],
      hidden: makes ? hiddenWords(summary.body) : [],
      may: {
        comment: isDraft && comments,
        makeAnew: isDraft && makes,
        signOff:
          isDraft &&
          may(person.roles, 'sign-off-summaries') &&
          !signOffs.some(({ personId }) => personId === person.personId),
        note: !isDraft && makes,
        exported: !isDraft && may(person.roles, 'export-summaries'),
      },
    };
  },
);
