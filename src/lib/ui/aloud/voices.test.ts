import { expect, test } from 'vitest';
import { voiceFor } from './voices.ts';

const voice = (lang: string, more: object = {}) => ({ lang, localService: true, default: false, ...more });
const chosen = (lang: string, ...voices: ReturnType<typeof voice>[]) => voiceFor(voices, lang)?.lang ?? null;

test('the voice of the very region comes first, then the usual one, then any of the language', () => {
  expect(chosen('en-GB', voice('en-US'), voice('en-GB'), voice('pl-PL'))).toBe('en-GB');
  expect(chosen('en-GB', voice('en-US', { default: true }), voice('en-GB'))).toBe('en-GB');
  expect(chosen('en-GB', voice('en-IN'), voice('en-US', { default: true }))).toBe('en-US');
  expect(chosen('en', voice('en-US', { default: true }), voice('en_GB'))).toBe('en_GB');
  expect(chosen('ar', voice('en-GB', { default: true }), voice('ar-EG'))).toBe('ar-EG');
});

test('phones write languages in many ways', () => {
  expect(chosen('en-GB', voice('en_US'), voice('en_GB'))).toBe('en_GB');
  expect(chosen('pl', voice('POL'))).toBe('POL');
  expect(chosen('ar', voice('ara-XXX'))).toBe('ara-XXX');
  expect(chosen('ti', voice('tir'))).toBe('tir');
  expect(chosen('ku', voice('kmr-TR'))).toBe('kmr-TR');
  expect(chosen('fa-AF', voice('fa-IR'))).toBe('fa-IR');
});

test('no language is read with the voice of another', () => {
  expect(chosen('ti', voice('en-GB'), voice('am-ET'))).toBe(null);
  expect(chosen('ckb', voice('ku'), voice('ar'))).toBe(null);
  expect(chosen('ar')).toBe(null);
  expect(chosen('ar', voice(''), voice('not a tag'))).toBe(null);
});

test('a voice that is not the phone’s own is not asked: it would send the words away', () => {
  expect(chosen('en-GB', voice('en-GB', { localService: false }))).toBe(null);
  expect(chosen('en-GB', voice('en-GB', { localService: false, default: true }), voice('en-AU'))).toBe(
    'en-AU',
  );
});
