/** Some proxies write the port too: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
const withoutPort = (address: string): string =>
  address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');

/**
 * The network an address is in, as far as limits look: /24 for IPv4, /56 for IPv6. A children's home is one network,
 * so whatever is counted by it may be slowed but never refused for good.
 */
export function networkOf(address: string): string {
  const plain = withoutPort(address)
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '');
  if (/^\d+\.\d+\.\d+\.\d+$/.test(plain)) return plain.replace(/\.\d+$/, '');
  const [head = '', tail] = plain.toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const filled =
    tail === undefined
      ? front
      : [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back];
  const groups = filled.slice(0, 4).map((group) => group.padStart(4, '0'));
  return groups.join(':').slice(0, 17);
}

/**
 * The address a request came from. Behind a proxy of the operator's it is in a header, counted from the right, because
 * whatever stands further left may have been written by the sender.
 * @param depth how many proxies stand in front.
 */
export function addressOf(
  request: { headers: Record<string, string | string[] | undefined>; socket: { remoteAddress?: string } },
  header: string | null,
  depth: number,
): string {
  const direct = request.socket.remoteAddress ?? '';
  const given = header === null ? undefined : request.headers[header];
  if (given === undefined) return direct;
  const chain = String(given).split(',');
  return (chain[chain.length - depth] ?? '').trim() || direct;
}
