import type { IncomingMessage } from 'node:http';
import type { Lang } from '$lib/i18n/languages.ts';
import type { Person } from '$lib/identity/person.ts';
import type { RefusalCode } from '$lib/platform/refusal.ts';
import type { WhatIsNow } from '$lib/moderation/what-is-now.ts';
import type { Services } from './services.server.ts';

declare global {
  namespace App {
    interface Error {
      message: string;
      code?: RefusalCode;
      /** What stands there now, for somebody at the desk who was not quick enough. */
      now?: WhatIsNow;
    }
    interface Platform {
      req: IncomingMessage;
    }
    interface Locals {
      services: Services;
      lang: Lang;
      /** Who is signed in, or null. */
      person: Person | null;
      /** Whose session this was until it ran out, or null. */
      formerly: { personId: string; authorityId: string } | null;
      /** Why nobody could look whose session it is, or null: who it is shall not be guessed then. */
      sessionFault: Error | null;
      /** Whether this request's own form was just kept, for when its page is opened again. */
      keptNow: boolean;
    }
  }
}

export {};
