import { describe, expect, test } from 'vitest';
import { parseEmail } from './email-address.ts';

describe('an address is taken', () => {
  test.each([
    ['sky@example.org', 'sky@example.org'],
    ['  sky@example.org \n', 'sky@example.org'],
    ['sky+app.two@mail.example.co.uk', 'sky+app.two@mail.example.co.uk'],
    ["o'neil_99-x@example.org", "o'neil_99-x@example.org"],
    ['Sky@EXAMPLE.org', 'Sky@example.org'],
    ['sky@bücher.example', 'sky@xn--bcher-kva.example'],
    ['sky@例え.テスト', 'sky@xn--r8jz45g.xn--zckzah'],
    ['sky@مثال.إختبار', 'sky@xn--mgbh0fb.xn--kgbechtv'],
  ])('%j', (typed, address) => {
    expect(parseEmail(typed)).toEqual({ address });
  });
});

describe('an address is refused, with an answer of its own', () => {
  test.each([
    ['', 'email-missing'],
    ['  ', 'email-missing'],
    ['sky', 'email-wrong'],
    ['@example.org', 'email-wrong'],
    ['sky@', 'email-wrong'],
    ['sky@example', 'email-wrong'],
    ['sky@@example.org', 'email-wrong'],
    ['sky example@example.org', 'email-wrong'],
    ['.sky@example.org', 'email-wrong'],
    ['sky..blue@example.org', 'email-wrong'],
    ['sky@-example.org', 'email-wrong'],
    ['sky@example..org', 'email-wrong'],
    ['sky@127.0.0.1', 'email-wrong'],
    ['sky@[127.0.0.1]', 'email-wrong'],
    ['sky@localhost', 'email-wrong'],
    ['sky@example.org:25', 'email-wrong'],
    ['sky@example.org/path', 'email-wrong'],
    ['sky@exa%6dple.org', 'email-wrong'],
    ['sky@example.123', 'email-wrong'],
    [`${'a'.repeat(65)}@example.org`, 'email-wrong'],
    [`sky@${'a.'.repeat(130)}org`, 'email-wrong'],
    ['a@example.org,b@example.org', 'email-wrong'],
    ['a@example.org;b@example.org', 'email-wrong'],
    ['Sky <sky@example.org>', 'email-wrong'],
    ['<sky@example.org>', 'email-wrong'],
    ['sky(comment)@example.org', 'email-wrong'],
    ['sky@example.org\r\nBcc: b@example.org', 'email-wrong'],
    ['sky\nBcc:b@example.org', 'email-wrong'],
    ['sky@example.org\u0000', 'email-wrong'],
    ['sky@exam\u2028ple.org', 'email-wrong'],
    ['"sky blue"@example.org', 'email-quotes'],
    ['"sky"@example.org', 'email-quotes'],
    ['"a\r\nBcc: b@example.org"@example.org', 'email-quotes'],
    ['скай@example.org', 'email-letters'],
    ['zoë@example.org', 'email-letters'],
  ])('%j', (typed, fault) => {
    expect(parseEmail(typed)).toEqual({ fault: `notices.faults.${fault}` });
  });
});
