import { expect, test } from 'vitest';
import { andPickAgain, parseBeside, showsDanger, type Files } from './beside.ts';
import { ATTACHED_BYTES_MAX } from './parts.ts';

const starting = (start: string, length: number) => {
  const bytes = new Uint8Array(length);
  bytes.set(Buffer.from(start, 'latin1'));
  return bytes;
};
const ogg = (length = 100) => starting('OggS', length);
const png = (side: number, length = 100) => {
  const bytes = starting('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', length);
  new DataView(bytes.buffer).setUint32(16, side);
  new DataView(bytes.buffer).setUint32(20, 10);
  return bytes;
};
const faultsOf = (files: Files, typed = {}) => parseBeside(typed, files).faults;

test('what is fine is read, by what its bytes are', () => {
  const { beside, faults } = parseBeside(
    { picture: 'school home', helped: 'yes' },
    { voice: ogg(), drawing: png(4_000) },
  );
  expect(faults).toEqual({});
  expect(beside).toMatchObject({
    helped: true,
    pictures: ['home', 'school'],
    attachments: [
      { kind: 'voice', type: 'audio/ogg', seconds: null },
      { kind: 'drawing', type: 'image/png', seconds: null },
    ],
  });
  expect(parseBeside({}, {}).beside).toEqual({ helped: false, pictures: [], attachments: [] });
});

test.each<[string, Files, object]>([
  [
    'a zip that is called a drawing',
    { drawing: starting('PK\x03\x04', 50) },
    { drawing: 'say.faults.drawing-type' },
  ],
  [
    'a page that is called a recording',
    { voice: starting('<html>', 50) },
    { voice: 'say.faults.voice-type' },
  ],
  ['a drawing in place of a recording', { voice: png(10) }, { voice: 'say.faults.voice-type' }],
  ['a recording in place of a drawing', { drawing: ogg() }, { drawing: 'say.faults.drawing-type' }],
  ['an empty recording', { voice: new Uint8Array() }, { voice: 'say.faults.voice-empty' }],
  ['an empty drawing', { drawing: new Uint8Array() }, { drawing: 'say.faults.drawing-empty' }],
  ['a large recording', { voice: ogg(ATTACHED_BYTES_MAX + 1) }, { voice: 'say.faults.voice-too-large' }],
  ['a large drawing', { drawing: png(10, 1_000_001) }, { drawing: 'say.faults.drawing-too-large' }],
  ['a drawing that unpacks to much', { drawing: png(4_001) }, { drawing: 'say.faults.drawing-too-large' }],
  [
    'a drawing without sides',
    { drawing: starting('\xff\xd8\xff', 9) },
    { drawing: 'say.faults.drawing-type' },
  ],
  [
    'both, too large together',
    { voice: ogg(1_500_000), drawing: png(10, 600_000) },
    { drawing: 'say.faults.attached-too-large' },
  ],
])('%s is told so', (_, files, faults) => expect(faultsOf(files)).toEqual(faults));

test('a recording of more than three minutes is told so', () => {
  const wav = starting('RIFF\0\0\0\0WAVEfmt ', 1_500_000);
  new DataView(wav.buffer).setUint32(28, 8_000, true);
  expect(faultsOf({ voice: wav })).toEqual({ voice: 'say.faults.voice-too-long' });
  new DataView(wav.buffer).setUint32(28, 16_000, true);
  expect(parseBeside({}, { voice: wav }).beside.attachments[0]?.seconds).toBe(94);
});

test('a picture there is not is told so', () =>
  expect(faultsOf({}, { picture: 'home <script>' })).toEqual({ picture: 'say.faults.picture-unknown' }));

test('a file that was fine is to be picked again, one that was not says why', () => {
  const faults = andPickAgain({ drawing: 'say.faults.drawing-type' }, { voice: ogg(), drawing: ogg() });
  expect(faults).toEqual({ voice: 'say.faults.voice-again', drawing: 'say.faults.drawing-type' });
});

test('pictures of danger', () => {
  expect(showsDanger(['home', 'hurt'])).toBe(true);
  expect(showsDanger(['home', 'proud'])).toBe(false);
});
