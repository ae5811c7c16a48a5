import type { OutboxItem } from '$lib/voice/outbox.ts';
import { newId } from '$lib/platform/ids.ts';

/** Where something is said on this phone: the last part of its address. Neither sees what is the other's. */
export type FormPlace = 'say' | 'review';

const BEGINS = 'review-';

/** A name for a draft that begins here. */
export const newSlot = (place: FormPlace): string => (place === 'review' ? BEGINS : '') + newId();

export const isSlotOf = (place: FormPlace, slot: string): boolean =>
  slot.startsWith(BEGINS) === (place === 'review');

export const isItemOf = (place: FormPlace, { address }: Pick<OutboxItem, 'address'>): boolean =>
  address.endsWith(`/${place}`);
