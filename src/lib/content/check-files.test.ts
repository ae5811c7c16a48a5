import { describe, expect, test } from 'vitest';
import { checkFiles, showFault } from './check-files.server.ts';
import type { Other } from './publish-gate.ts';
import { sampleFiles } from './sample-files.ts';

const TODAY = '2026-11-22';
const sound = sampleFiles('made-up', TODAY);
const national: Other[] = [{ kind: 'entitlement', id: 'national-one', ref: 'N1', references: [] }];

type Files = Record<string, string>;

const check = (files: Files) =>
  checkFiles('made-up', files, national, TODAY).map((fault) => showFault('x', fault));

/** The sample with one text put in place of another. */
function changed(file: string, from: string | RegExp, to: string): Files {
  const text = sound[file] ?? '';
  const after = text.replace(from, to);
  if (after === text) throw new Error(`${file} does not have ${from}.`);
  return { ...sound, [file]: after };
}

/** The sample with lines of its own to call, all of one kind. */
const withLines = (...calls: string[]): Files => {
  const line = { kind: 'duty', hours: 'always', sure: 'high', checkedOn: TODAY };
  const lines = JSON.stringify(calls.map((call) => ({ ...line, call })));
  return changed('authority.json', '"languages":', `"helpLines": ${lines}, "languages":`);
};

const without = (file: string): Files =>
  Object.fromEntries(Object.entries(sound).filter(([name]) => name !== file));

test('the sample that a new authority begins with has no fault', () => {
  expect(check(sound)).toEqual([]);
});

test('a fault is told with file, line and column', () => {
  expect(check(changed('offer.json', '"former-relevant"', '"leavers"'))).toEqual([
    'x/offer.json:12:13 entitlements[0].rules[0].who[0]: There is no category or group “leavers”.',
  ]);
});

describe('it finds', () => {
  test.each<[string, Files, RegExp[]]>([
    ['a missing file', without('promise.json'), [/^x\/promise\.json:1:1 This file is missing\./]],
    [
      'a missing list, and what to write where there is nothing to say',
      without('services.json'),
      [
        /^x\/services\.json:1:1 This file is missing\. Where there is nothing to say, write \{"services": \[\]\}/,
      ],
    ],
    [
      'days of a stage that nobody can count, whatever else is wrong',
      changed(
        'authority.json',
        /"id": "made-up",([\s\S]*)"screening": 1/,
        '"id": "other", "odd": 1,$1"screening": -1',
      ),
      [
        / id: This says “other”/,
        / odd: There is no such key/,
        / stageDays\.screening: This must be 1 or more/,
      ],
    ],
    [
      'a line of the authority’s own that nobody can call',
      withLines('ask at the desk'),
      [/ helpLines\[0\]\.call: /],
    ],
    [
      'a line of the authority’s own that is there twice',
      withLines('0161 496 0000', '0161 496 0001'),
      [/ helpLines\[1\]\.kind: “duty” is here twice/],
    ],
    ['a missing English', without('en.json'), [/^x\/en\.json:1:1 This file is missing\./]],
    [
      'a language that is promised and not there',
      changed('authority.json', '"en"', '"en", "pl"'),
      [/^x\/pl\.json:1:1 This file is missing/],
    ],
    [
      'a language nobody promised',
      { ...sound, 'pl.json': '{}' },
      [/^x\/pl\.json:1:1 authority\.json does not name “pl” as a language/],
    ],
    ['a file nobody knows', { ...sound, 'notes.json': '{}' }, [/^x\/notes\.json:1:1 There is no such file/]],
    [
      'no English',
      changed('authority.json', '"en"', '"pl"'),
      [/^x\/authority\.json:\d+:3 languages: English must/, /^x\/en\.json/, /^x\/pl\.json/],
    ],
    [
      'another folder’s name',
      changed('authority.json', '"id": "made-up"', '"id": "other"'),
      [/^x\/authority\.json:2:3 id: This says “other”/],
    ],
    [
      'a language we have not',
      changed('authority.json', '"en"', '"en", "xx"'),
      [/languages\[1\]: We have no language “xx”/],
    ],
    [
      'how many there are, of no day and from nowhere',
      changed(
        'authority.json',
        '"languages":',
        '"reports": { "lookedAfter": [{ "who": "x", "count": 1.5, "on": "2026-02-30", "source": "y" }] }, "languages":',
      ),
      [
        /lookedAfter\[0\]\.count: This is a whole/,
        /\.on: There is no such day/,
        /“y” is not among the sources/,
      ],
    ],
    [
      'days below nothing',
      changed('authority.json', '"screening": 1', '"screening": -1'),
      [/stageDays\.screening: This must be 1 or more/],
    ],
    [
      'half a day',
      changed('authority.json', '"screening": 1', '"screening": 1.5'),
      [/stageDays\.screening: 1\.5 is not a whole number/],
    ],
    [
      'a wrong key in the settings',
      changed('authority.json', '"name":', '"nmae": 1, "name":'),
      [/nmae: There is no such key: “nmae”/],
    ],
    [
      'a wrong key in a piece',
      changed('offer.json', '"need":', '"neeed": 1, "need":'),
      [/^x\/offer\.json:6:7 entitlements\[0\]\.neeed: There is no such key/],
    ],
    [
      'a wrong key in the words',
      changed('en.json', '"how":', '"hwo": "x", "how":'),
      [/offer\.setting-up-home\.hwo: There is no such key/],
    ],
    [
      'a wrong key in a file',
      changed('offer.json', '"entitlements":', '"entitlement": [], "entitlements":'),
      [/^x\/offer\.json:2:3 entitlement: There is no such key/],
    ],
    [
      'two with one reference',
      changed('promise.json', '"ref": "1b"', '"ref": "1a"'),
      [
        /^x\/promise\.json:9:11 themes\[0\]\.commitments\[0\]\.ref: “1a” is the reference of commitment tell-you-why too/,
        /^x\/promise\.json:17:11 .*commitment ask-you too/,
      ],
    ],
    [
      'two with one name',
      changed('promise.json', '"id": "tell-you-why"', '"id": "ask-you"'),
      [
        /themes\[0\]\.commitments\[0\]\.id: There are two/,
        /themes\[0\]\.commitments\[1\]\.id: There are two/,
        /words for nothing/,
      ],
    ],
    [
      'the name of something national',
      changed('offer.json', '"id": "setting-up-home"', '"id": "national-one"'),
      [
        /entitlements\[0\]\.id: There are two with the name “national-one”/,
        /There are no words for this entitlement/,
        /words for nothing/,
      ],
    ],
    [
      'the reference of something national',
      changed('offer.json', '"ref": "L1"', '"ref": "N1"'),
      [/“N1” is the reference of entitlement national-one too/],
    ],
    [
      'a source nobody named',
      changed('promise.json', '"key": "promise"', '"key": "plan"'),
      [/^x\/promise\.json:\d+:\d+ themes\[0\]\.commitments\[0\]\.source\.key: There is no source “plan”/],
    ],
    [
      'words for a source nobody named',
      changed('en.json', '"sources": {', '"sources": { "plan": { "title": "A plan" },'),
      [/sources\.plan: There is no source “plan”/],
    ],
    [
      'no words for a source',
      changed('en.json', /"sources": \{[^}]*\}[^}]*\}/, '"sources": {}'),
      [/sources\.promise\.title|sources: This is missing/],
    ],
    [
      'no words for a piece',
      changed('en.json', /"tell-you-why": \{[^}]*\}/, '"ask-them": { "title": "x", "meaning": "y" }'),
      [/There are no words for this commitment/, /ask-them: These are words for nothing/],
    ],
    [
      'an empty field',
      changed('en.json', '"We listen"', '"  "'),
      [/^x\/en\.json:\d+:7 promise\.listening\.title: This cannot be empty/],
    ],
    [
      'a field that is missing',
      changed('en.json', /"groupName": "[^"]*",/, ''),
      [/^x\/en\.json:2:3 authority\.groupName: This is missing/],
    ],
    [
      'half a translation',
      {
        ...changed('authority.json', '"en"', '"en", "pl"'),
        'pl.json': '{"offer": {"setting-up-home": {"title": "Tytuł"}}}',
      },
      [/offer\.setting-up-home\.summary: This is not translated/, /who: This is not/, /how: This is not/],
    ],
    [
      'amounts the wrong way round',
      changed('offer.json', '"amount": null', '"amount": { "min": 9, "max": 1, "period": "once" }'),
      [/rules\[0\]\.amount\.max: The largest amount is smaller/],
    ],
    [
      'an amount nobody checked',
      {
        ...sound,
        'offer.json': (sound['offer.json'] ?? '')
          .replace('"amount": null', '"amount": { "min": 9, "max": 9, "period": "once" }')
          .replace(/"checkedOn": "[^"]*",/, ''),
      },
      [/checkedOn: An amount needs the day it was checked on/],
    ],
    [
      'ages the wrong way round',
      changed('offer.json', '"from": 18', '"from": 26'),
      [/ages\.to: The age it ends at/],
    ],
    [
      'a day that there is not',
      changed('offer.json', /"checkedOn": "[^"]*"/, '"checkedOn": "2026-02-30"'),
      [/^x\/offer\.json:\d+:7 entitlements\[0\]\.checkedOn: There is no such day/],
    ],
    [
      'a link that is not https',
      changed('offer.json', '"section": null', '"section": null, "url": "http://example.org"'),
      [/source\.url: An address begins with https/],
    ],
    [
      'a kind of heading there is not',
      changed('promise.json', '"kind": "theme"', '"kind": "thing"'),
      [/^x\/promise\.json:5:7 themes\[0\]\.kind: “thing” is not one of: theme, outcome, charter, principles/],
    ],
    [
      'one key twice',
      changed('offer.json', '"need": "money"', '"need": "money", "need": "home"'),
      [/^x\/offer\.json:6:24 The key “need” is here twice/],
    ],
    [
      'what is no object',
      { ...sound, 'offer.json': '[]' },
      [/^x\/en\.json.*words for nothing/, /^x\/offer\.json:1:1/],
    ],
    ['an empty file', { ...sound, 'offer.json': '' }, [/^x\/offer\.json:1:1 This is not JSON/]],
  ])('%s', (_, files, patterns) => {
    const found = check(files);
    expect(found).toHaveLength(patterns.length);
    for (const pattern of patterns) expect(found).toContainEqual(expect.stringMatching(pattern));
  });
});

test('bad JSON is told with its place, every time, and the other files are looked at all the same', () => {
  const files = {
    ...changed('offer.json', '"ref": "L1",', '"ref": "L1"'),
    'promise.json': (sound['promise.json'] ?? '').replace('"ref": "1b"', '"ref": "1a"'),
    'en.json': (sound['en.json'] ?? '').replace('{', '{ // words\n'),
  };
  const found = check(files);
  expect(found).toEqual([
    expect.stringMatching(/^x\/en\.json:1:3 This is not JSON: JSON has no comments/),
    expect.stringMatching(/^x\/offer\.json:6:7 This is not JSON: a comma is missing here/),
    expect.stringMatching(/^x\/promise\.json:9:11 .*“1a” is the reference/),
    expect.stringMatching(/^x\/promise\.json:17:11 .*“1a” is the reference/),
  ]);
});

test('every fault is told, not only the first', () => {
  const files = {
    ...changed('offer.json', '"former-relevant"', '"leavers"'),
    'authority.json': (sound['authority.json'] ?? '').replace('"name":', '"nmae":'),
    'en.json': (sound['en.json'] ?? '').replace('"We listen"', '""'),
  };
  const text = check(files).join('\n');
  expect(text).toMatch(/authority\.json:3:3 nmae: There is no such key/);
  expect(text).toMatch(/authority\.json:1:1 name: This is missing/);
  expect(text).toMatch(/offer\.json:\d+:\d+ .*There is no category or group “leavers”/);
  expect(text).toMatch(/en\.json:\d+:\d+ promise\.listening\.title: This cannot be empty/);
});

test('a wrong key hides no other fault of the same piece, nor of those that share its reference', () => {
  const text = (sound['offer.json'] ?? '')
    .replace('"need":', '"neeed": 1, "need":')
    .replace('"from": 18', '"from": 30');
  const found = check({ ...sound, 'offer.json': text.replace('"L1"', '"1a"') }).join('\n');
  expect(found).toMatch(/entitlements\[0\]\.neeed: There is no such key/);
  expect(found).toMatch(/entitlements\[0\]\.rules\[0\]\.ages\.to: The age it ends at/);
  expect(found).toMatch(/entitlements\[0\]\.ref: “1a” is the reference of commitment ask-you too/);
  expect(found).toMatch(/commitments\[0\]\.ref: “1a” is the reference of entitlement setting-up-home too/);
});

test('whatever shape a piece has, it is told and nothing breaks', () => {
  for (const piece of [
    null,
    1,
    'x',
    [],
    {},
    { id: 1 },
    { id: 'x', rules: [null] },
    { id: 'x', ref: 5, rules: 1 },
  ])
    for (const [file, list] of [
      ['offer.json', 'entitlements'],
      ['promise.json', 'themes'],
    ] as const) {
      const found = check({ ...sound, [file]: JSON.stringify({ [list]: [piece] }) });
      expect(found.length).toBeGreaterThan(0);
    }
});

test('markup in any field is told of', () => {
  const payload = '<img src=x onerror=alert(1)><script>alert(1)</script>';
  expect(check(changed('en.json', 'We listen', payload)).join('\n')).toContain('This has markup in it');
  expect(check(changed('en.json', 'We listen', 'We listen <3, and 5 < 6'))).toEqual([]);
});
