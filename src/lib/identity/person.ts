import type { Role } from './roles.ts';

/** Somebody at the desk of one authority. */
export interface Person {
  personId: string;
  authorityId: string;
  username: string;
  displayName: string;
  roles: Role[];
}

/** A name to sign in with: lower case, dots and digits, 3 to 40 characters. */
export const USERNAME = /^[a-z0-9](?:[a-z0-9.-]{1,38})[a-z0-9]$/;
