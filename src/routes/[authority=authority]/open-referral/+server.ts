import { asOpenData, openData } from './open-data.server.ts';

/** With and without the slash at the end: the standard writes it with one. */
export const trailingSlash = 'ignore';

export const GET = asOpenData(() =>
  openData({
    version: 'HSDS-UK-3.0',
    profile: 'https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md',
    openapi_url: 'https://docs.openreferraluk.org/en/latest/openapi30.json',
  }),
);
