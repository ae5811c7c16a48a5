import type { AttachmentKind } from '$lib/voice/parts.ts';
import type { DraftKeeper, PartWidget } from './part-widget.ts';

/** Where a recorder or a drawing pad is put, and what it tells the form. */
export interface ToolPlace {
  /** Holds the tool's own buttons and texts, ready. */
  root: HTMLElement;
  keeper: DraftKeeper;
  /** Something was recorded or drawn, or is gone. What was carried is dropped. */
  changed(hasSomething: boolean): void;
  /** Puts it into the form's own file field, for when the form has to be sent as it is. */
  carry(file: File): void;
  /** Shows the file field, for a phone that cannot do it after all. */
  showFile(isShown: boolean): void;
}

export type MakeTool = (place: ToolPlace) => PartWidget;

const eventName = (kind: AttachmentKind) => `part-tool-${kind}`;

/** The one line of a tool's own script: it answers whoever asks for the tool. */
export function offerTool(kind: AttachmentKind, make: MakeTool): void {
  addEventListener(eventName(kind), (event) => {
    (event as CustomEvent<(make: MakeTool) => void>).detail(make);
  });
}

/** Fetches a tool's script, once. @throws Error where it cannot be fetched. */
export async function fetchTool(kind: AttachmentKind, script: string): Promise<MakeTool> {
  await import(/* @vite-ignore */ script);
  let made: MakeTool | null = null;
  dispatchEvent(new CustomEvent(eventName(kind), { detail: (make: MakeTool) => (made = make) }));
  if (!made) throw new Error(`${script} has no tool.`);
  return made;
}
