import { Socket } from 'node:net';

/**
 * A connection to a database that is dropped when nothing has come on it for so many milliseconds: a server that hangs
 * must not keep people waiting for ever. It is never used again, because nobody knows how far its server got.
 */
export function impatientSocket(milliseconds: number): Socket {
  const socket = new Socket();
  return socket.setTimeout(milliseconds, () => socket.destroy());
}
