/** A young person who signs in, as everything but their secrets. */
export interface YoungPerson {
  personId: string;
  authorityId: string;
  nickname: string;
  /** What new words of theirs are wrapped to: an uncompressed P-256 point in base64url. */
  publicKey: string;
  keyId: string;
}

/** Who is signed in on this phone. */
export interface YoungSession extends YoungPerson {
  sessionId: string;
  /** Since when, for the list of their phones. */
  startedAt: string;
  /** Opens the private half of their key: only while a request carries the session's token. */
  openPrivateKey(): Promise<Uint8Array<ArrayBuffer>>;
}
