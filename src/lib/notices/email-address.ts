/** Why an email address cannot be used: a message key. */
export type EmailFault =
  | 'notices.faults.email-missing'
  | 'notices.faults.email-wrong'
  | 'notices.faults.email-quotes'
  | 'notices.faults.email-letters';

export type ParsedEmail = { address: string } | { fault: EmailFault };

const LONGEST = 254;
const LONGEST_LOCAL = 64;
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/** A host name in ASCII (IDNA), or an empty text where it is none. The same on phones and on the server. */
function asciiDomain(domain: string): string {
  // Only letters, digits, marks, dots and hyphens of any script: no port, no path, no percent sign.
  if (!/^[\p{L}\p{M}\p{N}.\u3002\uFF0E-]+$/u.test(domain)) return '';
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return '';
  }
}

/**
 * One email address, as mail servers take it: nothing that could begin another header, another address or a name. An
 * address with letters of another script after the @ is taken (IDNA); before the @ most servers refuse them, and so do
 * we, with an answer of its own. So with quotes before the @ (RFC 5321 section 4.1.2 itself warns of them).
 */
export function parseEmail(typed: string): ParsedEmail {
  const text = typed.trim();
  if (text === '') return { fault: 'notices.faults.email-missing' };
  const wrong = { fault: 'notices.faults.email-wrong' } as const;
  // eslint-disable-next-line no-control-regex -- line ends and the like are what this refuses
  if (text.length > LONGEST || /[\u0000-\u0020\u007f-\u00a0\u2028\u2029]/.test(text.replace(/^"[^"]*"/, '')))
    return wrong;
  const at = text.lastIndexOf('@');
  if (at < 1) return wrong;
  const local = text.slice(0, at);
  if (local.startsWith('"') || local.endsWith('"')) return { fault: 'notices.faults.email-quotes' };
  const domain = asciiDomain(text.slice(at + 1));
  if (!DOMAIN.test(domain) || domain.length > LONGEST - LONGEST_LOCAL) return wrong;
  if (/^[\p{L}\p{M}\p{N}._+-]+$/u.test(local) && /[^!-~]/.test(local)) {
    return { fault: 'notices.faults.email-letters' };
  }
  if (!LOCAL.test(local) || local.length > LONGEST_LOCAL) return wrong;
  return { address: `${local}@${domain}` };
}
