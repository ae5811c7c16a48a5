import type { Counted, Limit, Limits } from '../platform/limits.server.ts';

const ofAccount: Limit = { name: 'sign-in/account', points: 5, seconds: 900 };
const ofAccountAndNetwork: Limit = { name: 'sign-in/account-network', points: 10, seconds: 3_600 };
const ofNetwork: Limit = { name: 'sign-in/network', points: 50, seconds: 3_600 };
const invitationsOfNetwork: Limit = { name: 'invitations/network', points: 20, seconds: 3_600 };
const exportsOfPerson: Limit = { name: 'exports/person', points: 30, seconds: 3_600 };

const ofYoungAccount: Limit = { name: 'young-sign-in/account', points: 5, seconds: 900 };
const ofYoungNetwork: Limit = { name: 'young-sign-in/network', points: 50, seconds: 3_600 };
const youngInvitations: Limit = { name: 'young-invitations/network', points: 20, seconds: 3_600 };

const secondsToWait = (counts: Counted[]): number =>
  Math.ceil(Math.max(...counts.map(({ waitMs }) => waitMs)) / 1_000);

/** A try, counted before any password is looked at. */
export interface Try {
  /** Seconds to wait before the next; 0: go on. */
  wait: number;
  /** To be called when it was right. */
  wasRight(): Promise<void>;
}

/**
 * Counts a try at signing in: five in a quarter of an hour for an account, ten an hour for an account from one network,
 * fifty an hour from a network. The same whether there is such an account or not. A network that is over counts against
 * no account: nobody can keep somebody else out from afar for longer than the others allow.
 */
export async function countSignIn(
  limits: Limits,
  authorityId: string,
  username: string,
  network: string,
): Promise<Try> {
  const account = `${authorityId}/${username.trim().toLowerCase().slice(0, 80)}`;
  const here = await limits.count(ofNetwork, `${authorityId}/${network}`);
  const counts =
    here.waitMs > 0
      ? [here]
      : await Promise.all([
          limits.count(ofAccount, account),
          limits.count(ofAccountAndNetwork, `${account}/${network}`),
        ]);
  return {
    wait: secondsToWait(counts),
    async wasRight() {
      await Promise.all([
        limits.forget(ofAccount, account),
        limits.forgive(ofAccountAndNetwork, `${account}/${network}`),
        limits.forgive(ofNetwork, `${authorityId}/${network}`),
      ]);
    },
  };
}

/** Counts a wrong try at redeeming an invitation: twenty an hour from a network. */
export async function countInvitation(limits: Limits, authorityId: string, network: string): Promise<Try> {
  const key = `${authorityId}/${network}`;
  return {
    wait: secondsToWait([await limits.count(invitationsOfNetwork, key)]),
    wasRight: () => limits.forgive(invitationsOfNetwork, key),
  };
}

/** A young person's try: the third wrong one and those after it are answered slowly. */
export interface YoungTry extends Try {
  /** Milliseconds to wait before looking. */
  slowly: number;
}

/**
 * Counts a young person's try at signing in: five in a quarter of an hour for an account, fifty an hour from a network
 * (security 2.11). The same whether there is such an account or not. Over it there is a pause of a quarter of an hour at
 * most, never a lock: what is tried during it makes it no longer. A network that is over counts against no account.
 */
export async function countYoungSignIn(
  limits: Limits,
  authorityId: string,
  foldedNickname: string,
  network: string,
): Promise<YoungTry> {
  const account = `${authorityId}/${foldedNickname.slice(0, 80)}`;
  const place = `${authorityId}/${network}`;
  const ofNetwork = await limits.count(ofYoungNetwork, place);
  const last = ofNetwork.waitMs > 0 ? ofNetwork : await limits.count(ofYoungAccount, account);
  return {
    wait: secondsToWait([last]),
    // The third wrong one waits a second, the fourth two, the fifth three.
    slowly: Math.max(0, 3 - last.left) * 1_000,
    async wasRight() {
      await Promise.all([limits.forget(ofYoungAccount, account), limits.forgive(ofYoungNetwork, place)]);
    },
  };
}

/** Counts a wrong try at a young person's invitation: twenty an hour from a network. */
export async function countYoungInvitation(
  limits: Limits,
  authorityId: string,
  network: string,
): Promise<Try> {
  const key = `${authorityId}/${network}`;
  return {
    wait: secondsToWait([await limits.count(youngInvitations, key)]),
    wasRight: () => limits.forgive(youngInvitations, key),
  };
}

/** Counts a summary taken out as a file: thirty an hour for a person. @returns the seconds to wait, or 0. */
export async function countExport(limits: Limits, authorityId: string, personId: string): Promise<number> {
  return secondsToWait([await limits.count(exportsOfPerson, `${authorityId}/${personId}`)]);
}
