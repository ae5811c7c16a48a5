import { describe, expect, test } from 'vitest';
import { soundsLikeDanger, whyDanger } from './danger-words.ts';

describe('words that sound like danger', () => {
  test.each([
    'I want to die',
    'I don’t want to die',
    'kms',
    'h8 my life',
    'unalive',
    'cuting myself',
    'nobody knows that he hits me',
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
    'this homework is killing me',
    'I could kill for a pizza',
    'we were dying of laughter',
    'he shot a goal',
    'I beat him at FIFA',
    'my phone died',
    'drop dead gorgeous',
    'nobody hits me',
    'I have never been hurt',
    'she did not hit me',
    'nikt mnie nie bije',
    'umieram z głodu',
    'لا أحد يضربني',
    'ميت من الضحك',
    'ኣይወቕዓንን',
    'ብስሓቕ ሞይተ',
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

describe('why words sound like danger', () => {
  test('is told by ids, in one order, never by the words', () => {
    expect(whyDanger('he has a knife and he hits me', 'en')).toEqual(['hit', 'weapon']);
    expect(whyDanger('I like my new school')).toEqual([]);
  });

  test('is looked for in the language and in English', () => {
    expect(whyDanger('mój opiekun hits me', 'pl')).toEqual(['hit']);
    expect(whyDanger('on mnie bije', 'ar')).toEqual([]);
  });

  test.each([undefined, 'fr', 'xx', '', 'constructor'])(
    'is looked for in every list when the language is %j',
    (lang) => {
      expect(whyDanger('on mnie bije', lang)).toEqual(['hit']);
    },
  );
});
