import { fail, redirect } from '@sveltejs/kit';
import { formatTime } from '$lib/i18n/dates.ts';
import {
  addPasskey,
  listPasskeys,
  offerPasskey,
  removePasskey,
} from '$lib/identity/young-passkeys.server.ts';
import { MAY_USE_PASSKEYS } from '../../../../../../front/headers.server.ts';
import { asYoung } from '../../../../../guard.server.ts';
import { readForm } from '../../../../../read-form.server.ts';
import { readRegistration } from '../../sign-in/passkey-response.ts';
import { checkWords } from '../check-words.server.ts';
import type { PageServerLoadEvent, RequestEvent } from './$types';

export const load = asYoung(async ({ params, locals, url, setHeaders }: PageServerLoadEvent, young) => {
  setHeaders({ 'permissions-policy': MAY_USE_PASSKEYS });
  const { services, lang } = locals;
  const passkeys = await listPasskeys(services.db, params.authority, young.personId);
  return {
    passkeys: passkeys.map(({ credentialId, addedAt, usedAt, synced }) => ({
      credentialId,
      synced,
      added: formatTime(lang, addedAt),
      used: usedAt && formatTime(lang, usedAt),
    })),
    options: JSON.stringify(await offerPasskey(services, young, { origin: url.origin })),
  };
});

export const actions = {
  default: asYoung(async (event: RequestEvent, young) => {
    const { locals, url, params } = event;
    const { remove = '', threeWords = '', response = '' } = await readForm(event.request);
    if (remove !== '') await removePasskey(locals.services, young, remove);
    else {
      const made = readRegistration(response);
      if (!made) return fail(400, { fault: 'passkey' as const, minutes: 0 });
      const refused = await checkWords(event, young, threeWords);
      if (refused) return fail(refused.status, { fault: refused.fault, minutes: refused.minutes });
      if (!(await addPasskey(locals.services, young, { origin: url.origin }, made)))
        return fail(400, { fault: 'passkey' as const, minutes: 0 });
    }
    redirect(303, `/${params.authority}/${params.lang}/me/passkeys`);
  }),
};
