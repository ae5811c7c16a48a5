import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aSchedule, aService } from '../../../tests/support/services.ts';
import { jsonLdScript, serviceJsonLd, type JsonLd } from './json-ld.ts';

const page = { council: 'Madeupton', url: 'https://example.org/made-up', today: '2026-11-22' };
const OPEN = '<script type="application/ld+json">';
const CLOSE = '</script>';
const bodyOf = (markup: string) => markup.slice(OPEN.length, -CLOSE.length);

const PAYLOADS = [
  '</script><script>alert(1)</script>',
  '</SCRIPT ><img src=x onerror=alert(1)>',
  '<!--<script>',
  ']]>--><svg/onload=alert(1)>',
  '\u2028alert(1)\u2029',
  '&lt;/script&gt;',
  '"},"@type":"Evil',
];

describe('the element with data for machines', () => {
  test.each(PAYLOADS)('holds %j, and is not left by it', (payload) => {
    const data: JsonLd = { '@context': 'https://schema.org', '@type': 'Thing', name: payload, [payload]: 1 };
    const markup = jsonLdScript(data);
    expect(markup.startsWith(OPEN) && markup.endsWith(CLOSE)).toBe(true);
    expect(bodyOf(markup)).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(bodyOf(markup))).toEqual(data);
  });

  test('says whatever is in it, and never ends before its end', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.constantFrom(...PAYLOADS),
        (text, payload) => {
          const name = text + payload + text;
          const markup = jsonLdScript({ '@context': 'https://schema.org', '@type': 'Thing', name });
          expect(markup.indexOf('<', 1)).toBe(markup.length - CLOSE.length);
          expect((JSON.parse(bodyOf(markup)) as { name: string }).name).toBe(name);
        },
      ),
    );
  });
});

describe('a service for machines', () => {
  test('is an event with its next day where it has one', () => {
    const event = aService({
      schedules: [aSchedule({ starts: '2026-11-02', opens: '17:00', closes: '19:00', repeats: 'weekly' })],
      place: { type: 'virtual' },
    });
    expect(serviceJsonLd(event, page)).toMatchObject({
      '@type': 'Event',
      name: 'Film night',
      startDate: '2026-11-23T17:00',
      endDate: '2026-11-23T19:00',
      location: { '@type': 'VirtualLocation' },
      audience: { suggestedMinAge: 10, suggestedMaxAge: 17 },
    });
  });

  test('is a service where it has no day to come', () => {
    const past = aService({ schedules: [aSchedule({ starts: '2020-01-01', repeats: 'once' })] });
    expect(serviceJsonLd(past, page)).toMatchObject({
      '@type': 'GovernmentService',
      areaServed: 'Madeupton',
    });
    expect(serviceJsonLd(past, page)).not.toHaveProperty('startDate');
  });

  test('has hours only where somebody has checked that it is open', () => {
    const schedules = [aSchedule({ days: ['mo', 'fr'], opens: '08:00', closes: '20:00' })];
    const hours = [{ dayOfWeek: ['Monday', 'Friday'], opens: '08:00', closes: '20:00' }];
    expect(serviceJsonLd(aService({ kind: 'service', schedules }), page)).toMatchObject({
      hoursAvailable: hours,
    });
    const old = aService({ kind: 'service', schedules, status: 'inactive', historic: true });
    expect(serviceJsonLd(old, page)).not.toHaveProperty('hoursAvailable');
  });
});
