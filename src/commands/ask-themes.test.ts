import { beforeAll, describe, expect, test } from 'vitest';
import { readAuthorities, type AuthorityFiles } from '../lib/content/files.server.ts';
import { phraseLangs, phrasesIn } from '../lib/moderation/themes/phrases.ts';
import { topicsOf } from '../lib/moderation/themes/topics.ts';
import { themeAnswers } from './ask-themes.ts';

interface Answered {
  themes?: string[];
  commitments?: string[];
  error?: string;
}

/** At least so many phrases a theme a language. */
const ENOUGH = 60;

let answer: (question: unknown) => Answered;
let authorities: AuthorityFiles[];
beforeAll(async () => {
  answer = (await themeAnswers()) as typeof answer;
  authorities = await readAuthorities();
});

const ask = (authority: unknown, lang: unknown, text: unknown) => answer({ authority, lang, text });

test('every theme of every authority has enough phrases in every language it offers', () => {
  for (const { settings, promise } of authorities) {
    const topics = Object.entries(topicsOf(settings.id));
    for (const lang of settings.languages) {
      expect(phraseLangs).toContain(lang);
      for (const { id } of promise.themes) {
        const under = topics.filter(([, places]) => Object.keys(places)[0] === id);
        const count = under.reduce(
          (sum, [topic]) => sum + (phrasesIn(lang)?.[topic]?.phrases.length ?? 0),
          0,
        );
        expect(count, `${settings.id} ${lang} ${id}`).toBeGreaterThanOrEqual(ENOUGH);
      }
    }
  }
});

test('every topic leads to one or two themes that are there, with commitments of them', () => {
  for (const { settings, promise } of authorities) {
    const known = new Map(promise.themes.map((one) => [one.id, one.commitments.map(({ id }) => id)]));
    for (const [topic, places] of Object.entries(topicsOf(settings.id))) {
      expect([1, 2], topic).toContain(Object.keys(places).length);
      for (const [themeId, commitments] of Object.entries(places)) {
        expect(commitments.length, topic).toBeGreaterThan(0);
        for (const id of commitments) expect(known.get(themeId), `${topic} ${id}`).toContain(id);
      }
    }
    const reached = Object.values(topicsOf(settings.id)).flatMap((places) => Object.values(places).flat());
    expect([...known.values()].flat().filter((id) => !reached.includes(id))).toEqual([]);
  }
});

describe('whoever asks', () => {
  test.each([
    ['en', 'Nobody asked me before they changed my plan.', 'respect', 'decisions'],
    ['en', 'I have not seen my brother since the summer.', 'care', 'keep-contact'],
    ['en', 'I would like to join a football club.', 'support', 'hobbies'],
    ['en', 'I want to learn how to cook and save money.', 'grow', 'skills'],
    ['pl', 'Chcę nauczyć się gotować i oszczędzać pieniądze.', 'grow', 'skills'],
    ['pl', 'Nikt mnie nie słucha.', 'respect', 'listen'],
    ['ar', 'أريد أن أتعلم الطبخ قبل أن أعيش وحدي.', 'grow', 'skills'],
    ['ar', 'سني يوجعني وأحتاج طبيب أسنان.', 'care', 'healthy'],
    ['ti', 'ተርጓሚ የድልየኒ ኣሎ።', 'respect', 'understand'],
    ['ti', 'ንሓወይ ናፊቐዮ ኣለኹ።', 'care', 'keep-contact'],
  ])('is told the theme and its commitment in %s: %s', (lang, text, theme, commitment) => {
    const { themes, commitments } = ask('manchester', lang, text);
    expect(themes).toHaveLength(2);
    expect(themes?.[0]).toBe(theme);
    expect(commitments).toContain(commitment);
  });

  test('is told nothing where there is nothing to go by', () => {
    expect(ask('warrington', 'en', '')).toEqual({ themes: [], commitments: [] });
    expect(ask('warrington', 'en', '🙂')).toEqual({ themes: [], commitments: [] });
  });

  test('is told what is wrong with a question', () => {
    expect(ask('nowhere', 'en', 'x').error).toContain('manchester');
    expect(ask('__proto__', 'en', 'x').error).toContain('"authority"');
    expect(ask('manchester', 'xx', 'x').error).toContain('"lang"');
    expect(ask('manchester', 'fr', 'x').error).toContain('"lang"');
    expect(ask('manchester', 'en', 'x'.repeat(4_001)).error).toContain('4000');
    expect(ask('manchester', 'en', 7).error).toContain('"text"');
    expect(answer(null).error).toMatch(/\w{4}/);
    expect(answer({ authority: 'manchester', lang: 'en', text: 'x', more: 1 }).error).toContain('"more"');
  });
});
