import { describe, expect, test } from 'vitest';
import ar from './danger-words/ar.json' with { type: 'json' };
import en from './danger-words/en.json' with { type: 'json' };
import pl from './danger-words/pl.json' with { type: 'json' };
import ti from './danger-words/ti.json' with { type: 'json' };
import { soundsLikeDanger } from './danger-words.ts';
import { normalisePhrase } from './phrases.ts';

describe.each([
  ['en', en],
  ['ar', ar],
  ['pl', pl],
  ['ti', ti],
])('the list %s', (_, list: readonly string[]) => {
  test('is in the form that typed words are brought into, so that every phrase can be found', () => {
    expect(list.filter((phrase) => normalisePhrase(phrase) !== phrase)).toEqual([]);
  });

  test('says nothing twice', () => {
    expect(list.filter((phrase, place) => list.indexOf(phrase) !== place)).toEqual([]);
  });

  test('has no phrase under two characters', () => {
    expect(list.filter((phrase) => [...phrase].length < 2)).toEqual([]);
  });

  test('finds each of its phrases', () => {
    expect(list.filter((phrase) => !soundsLikeDanger(phrase))).toEqual([]);
  });
});

describe('words that sound like danger', () => {
  test.each([
    'I want to die',
    'i wanna DIE',
    'Sometimes I think about suicide.',
    'She hits me when nobody is looking',
    'I don’t feel safe here',
    'he touched me and told me not to tell',
    'they made me carry drugs',
    'I have nowhere to sleep tonight',
    'he asked me for pics...',
    'my stepdad said he will kill me',
    'I cut myself again last night',
    'someone is following me home',
    'i ran away on friday',
    'they took my passport and I work for no money',
    'أريد أن أموت',
    'هو يضربني كل يوم',
    'وضربني أمس',
    'فضربني أمس',
    'لا أشعر بالأمان',
    'يُهدِّدني رجل في الشارع',
    'ليس لدي مكان أنام فيه',
    'أخذوا جوازي',
    'صاحب البيت عنده سكّين',
    'My friend said يضربني',
    'Chcę umrzeć',
    'chce sie zabic',
    'on mnie bije codziennie',
    'nie mam gdzie spać',
    'zabrali mi paszport',
    'ክመውት እደሊ',
    'ነብሰይ እጸልእ',
  ])('%s', (words) => {
    expect(soundsLikeDanger(words)).toBe(true);
  });
});

describe('words that do not', () => {
  test.each([
    'I like my new school',
    'The food is good but I want more rice',
    'My social worker has changed three times this year',
    'Can I have a bus pass please?',
    'I would like to see my brother more',
    'The meeting was too long and I was bored',
    'I begun college in September',
    'Thank you for the skill course',
    'Nobody told me when my review is',
    'I want to learn to cook',
    '',
    '🙂',
    'أحب مدرستي الجديدة',
    'أريد أن أرى أخي أكثر',
    'الاجتماع كان طويلا',
    'شكرا على المساعدة',
    'متى موعد المراجعة؟',
    'Lubię moją nową szkołę',
    'Chcę częściej widzieć brata',
    'Dziękuję za bilet na autobus',
    'ቤት ትምህርተይ ጽቡቕ እዩ',
    'ንሓወይ ብዙሕ ግዜ ክርእዮ እደሊ',
  ])('%j', (words) => {
    expect(soundsLikeDanger(words)).toBe(false);
  });
});
