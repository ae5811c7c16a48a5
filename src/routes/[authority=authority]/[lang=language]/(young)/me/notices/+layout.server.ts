import { createHash } from 'node:crypto';
import { domainToUnicode } from 'node:url';
import { formatDay } from '$lib/i18n/dates.ts';
import { isolate, isolateLtr } from '$lib/i18n/isolate.ts';
import { findAddresses } from '$lib/notices/addresses.server.ts';
import { asYoung } from '../../../../../guard.server.ts';
import type { LayoutServerLoadEvent } from './$types';

/** An email address as it was typed: its domain in its own script. */
const shown = (address: string): string =>
  isolateLtr(address.replace(/@(.*)$/, (_all, domain: string) => `@${domainToUnicode(domain)}`));

/** What is turned on, for the one whose it is. A phone finds itself among the phones by a hash of its own address. */
export const load = asYoung(async ({ locals }: LayoutServerLoadEvent, young) => {
  const { services, lang } = locals;
  const addresses = await findAddresses(services, young);
  const emails = addresses.filter(({ kind }) => kind === 'email');
  const email = emails.find(({ confirmed }) => confirmed);
  const asked = emails.find(({ confirmed }) => !confirmed);
  return {
    notices: {
      pushKey: services.push?.publicKey ?? null,
      mailOffered: services.mail !== null,
      phones: addresses
        .filter(({ kind }) => kind === 'push')
        .map(({ noticeId, address, createdAt, failures }) => ({
          noticeId,
          hash: createHash('sha256').update(address).digest('base64url'),
          since: isolate(formatDay(lang, createdAt)),
          failing: failures > 0,
        })),
      email: email && {
        noticeId: email.noticeId,
        address: shown(email.address),
        failing: email.failures > 0,
      },
      asked: asked && { noticeId: asked.noticeId, address: shown(asked.address) },
    },
  };
});

export type NoticesData = Awaited<ReturnType<typeof load>>['notices'];
