import { startSession, SESSION_COOKIE } from '../../src/lib/identity/sessions.server.ts';
import type { Person } from '../../src/lib/identity/person.ts';
import type { Db } from '../../src/lib/platform/database.ts';

export interface Answer {
  status: number;
  location: string | null;
  text: string;
  headers: Headers;
}

/** A browser without JavaScript: one session, same-origin form posts, no redirects followed. */
export interface Client {
  get(path: string): Promise<Answer>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  cookies: Map<string, string>;
}

export function makeClient(origin: string): Client {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      accept: 'text/html',
      ...(cookie ? { cookie } : {}),
      ...(init.headers as Record<string, string>),
    };
    const response = await fetch(origin + path, { ...init, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '' || /max-age=0/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const { status, headers: received } = response;
    return { status, location: received.get('location'), text: await response.text(), headers: received };
  };
  return {
    cookies,
    get: (path) => ask(path, {}),
    post: (path, fields, headers = {}) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin, ...headers } }),
  };
}

/** Somebody signed in, without the sign-in page. */
export async function clientOf(origin: string, db: Db, person: Person): Promise<Client> {
  const client = makeClient(origin);
  client.cookies.set(SESSION_COOKIE, await startSession(db, person, new Date()));
  return client;
}
