import type { AttachmentKind } from '$lib/voice/parts.ts';
import type { DraftKeeper, PartWidget } from './part-widget.ts';

/** Makes a widget of a part's field; all of it is in the part's own script. */
export type MakePart = (field: HTMLDetailsElement, keeper: DraftKeeper) => PartWidget;

const eventName = (kind: AttachmentKind) => `part-${kind}`;

/** In a part's own script: answers whoever asks for it. */
export function offerPart(kind: AttachmentKind, make: MakePart): void {
  addEventListener(eventName(kind), (event) => (event as CustomEvent<(make: MakePart) => void>).detail(make));
}

/** Fetches a part's script, once. @throws Error where it cannot be fetched. */
export async function fetchPart(kind: AttachmentKind, script: string): Promise<MakePart> {
  await import(/* @vite-ignore */ script);
  let found: MakePart | null = null;
  dispatchEvent(new CustomEvent(eventName(kind), { detail: (make: MakePart) => (found = make) }));
  if (!found) throw new Error(`${script} offers nothing.`);
  return found;
}
