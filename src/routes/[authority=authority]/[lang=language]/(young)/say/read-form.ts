import { wellFormed } from '$lib/platform/forms.ts';
import type { Picture } from '$lib/voice/parts.ts';
import type { Attachment, Said } from '$lib/voice/seal-message.ts';

/** What somebody says on a page, and what they tell beside it. */
export interface Told {
  said: Said;
  about: string;
  mood: string;
  answer: string;
  ageBand: string;
  area: string;
}

export function readForm(fields: FormData, attachments: Attachment[]): Told {
  const text = (name: string, usual = '') => String(fields.get(name) ?? usual);
  return {
    said: {
      words: wellFormed(text('words')),
      helped: text('helped') === 'yes',
      pictures: fields.getAll('picture').map(String) as Picture[],
      attachments,
    },
    about: text('about'),
    mood: text('mood'),
    answer: text('answer', 'yes'),
    ageBand: text('ageBand'),
    area: text('area'),
  };
}
