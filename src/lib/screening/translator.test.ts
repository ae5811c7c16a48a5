import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startTranslationServer,
  type Mood,
  type TranslationServer,
} from '../../../tests/support/translation-server.ts';
import { parseInterpreterRequest, parseTranslation, TRANSLATION_MAX } from './translation.ts';
import { openTranslator } from './translator.server.ts';

let server: TranslationServer;
beforeAll(async () => {
  server = await startTranslationServer();
});
afterAll(() => server.stop());

const ask = (mood: Mood, lang: 'pl' | 'en' | 'prs' = 'pl', key: string | null = null) => {
  server.mood = mood;
  server.asked = [];
  return openTranslator({ url: server.url, key }, 300).translate('Nie słuchają', lang);
};

test('asks as the protocol has it, and with a key where there is one', async () => {
  expect(await ask('translates')).toEqual({ words: 'In English: ąjahcułs eiN' });
  const asked = { q: 'Nie słuchają', source: 'pl', target: 'en', format: 'text' };
  expect(server.asked).toEqual([{ path: 'POST /translate', body: asked }]);
  await ask('translates', 'pl', 'a key');
  expect(server.asked[0]?.body).toEqual({ ...asked, api_key: 'a key' });
});

test('a page in English may hold words in any language; Dari is asked for as Persian', async () => {
  await ask('translates', 'en');
  expect(server.asked[0]?.body.source).toBe('auto');
  await ask('translates', 'prs');
  expect(server.asked[0]?.body.source).toBe('fa');
});

test.each<[Mood, string]>([
  ['hangs', 'no-answer'],
  ['stops halfway', 'no-answer'],
  ['fails', 'broken'],
  ['refuses', 'refused'],
  ['does not know the language', 'not-this-language'],
  ['answers a page', 'nonsense'],
  ['answers other JSON', 'nonsense'],
  ['answers nothing', 'nonsense'],
  ['goes on and on', 'nonsense'],
  ['sends elsewhere', 'no-answer'],
])('a server that %s is told as %s', async (mood, fault) => {
  expect(await ask(mood)).toEqual({ fault });
  expect(server.asked.map(({ path }) => path)).toEqual(['POST /translate']);
});

test('one that is not there does not answer', async () => {
  const gone = await startTranslationServer();
  await gone.stop();
  const { translate, host } = openTranslator({ url: gone.url, key: null }, 300);
  expect(await translate('Nie', 'pl')).toEqual({ fault: 'no-answer' });
  expect(`http://${host}`).toBe(gone.url);
});

test('what a person translated is taken without spaces at either end, and not empty or endless', () => {
  expect(parseTranslation({ entry: 'e1', words: ' They do not listen ', done: 'yes' })).toEqual({
    entryId: 'e1',
    words: 'They do not listen',
    isDone: true,
  });
  expect(parseTranslation({ entry: 'e1', words: ' ' })).toHaveProperty('faults.words');
  expect(parseTranslation({ entry: 'e1', words: 'x'.repeat(TRANSLATION_MAX + 1) })).toHaveProperty(
    'faults.words',
  );
});

test('an interpreter is asked for in a language there is', () => {
  expect(parseInterpreterRequest({ lang: 'ti' })).toEqual({ lang: 'ti' });
  expect(parseInterpreterRequest({ lang: 'xx' })).toHaveProperty('faults.lang');
  expect(parseInterpreterRequest({})).toHaveProperty('faults.lang');
});
