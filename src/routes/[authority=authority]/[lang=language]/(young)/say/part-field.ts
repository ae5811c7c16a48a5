import type { AttachmentKind } from '$lib/voice/parts.ts';
import type { Attachment } from '$lib/voice/seal-message.ts';
import { fileFault, typeFor, type FileFault } from './part-file.ts';
import { offerPart } from './part-script.ts';
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

type MakeTool = (place: ToolPlace) => PartWidget;

/** A file field, and a tool in its place where this phone can. */
function partField(
  kind: AttachmentKind,
  field: HTMLDetailsElement,
  keeper: DraftKeeper,
  makeTool: MakeTool | null,
): PartWidget {
  const input = field.querySelector<HTMLInputElement>('input[type="file"]')!;
  const mark = field.querySelector<HTMLInputElement>('input[type="hidden"]')!;
  const fileField = field.querySelector<HTMLElement>('[data-part-file]')!;
  const root = field.querySelector<HTMLElement>('[data-part-tool]')!;

  const tell = (fault: FileFault | null): void => {
    for (const part of field.querySelectorAll<HTMLElement>('[data-part-fault]'))
      part.hidden = part.dataset.partFault !== fault;
    if (fault) field.open = true;
  };
  /** Shown on the field's own button, and told to the form: what is recorded or drawn is part of its draft. */
  const markFull = (isFull: boolean): void => {
    field.toggleAttribute('data-part-full', isFull);
    mark.disabled = !isFull;
  };
  const place: ToolPlace = {
    root,
    keeper,
    changed(hasSomething) {
      markFull(hasSomething);
      input.value = '';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
    carry(file) {
      try {
        const carried = new DataTransfer();
        carried.items.add(file);
        input.files = carried.files;
      } catch {
        // Older browsers let no script fill in a file.
      }
    },
    showFile: (isShown) => (fileField.hidden = !isShown),
  };
  const fromFile = async (): Promise<Attachment | null> => {
    const file = input.files?.[0];
    if (!file) return null;
    const fault = fileFault(kind, file);
    tell(fault);
    if (fault) input.focus();
    if (fault) throw new Error(`The file for ${kind} cannot be sent: ${fault}.`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { kind, type: typeFor(kind, file.type) ?? file.type, seconds: null, bytes };
  };
  const lookAtFile = (): void => {
    const file = input.files?.[0];
    tell(file ? fileFault(kind, file) : null);
    markFull(file !== undefined);
  };
  input.addEventListener('change', lookAtFile);

  let tool: PartWidget | null = null;
  // What was picked before this script was here stays.
  if (input.files?.length) lookAtFile();
  else if (makeTool) {
    root.replaceChildren(field.querySelector('template')!.content.cloneNode(true));
    place.showFile(false);
    tool = makeTool(place);
  }
  return {
    attachment: async () => (await tool?.attachment()) ?? fromFile(),
    restore: async () => (await tool?.restore()) ?? false,
    async clear() {
      await tool?.clear();
      input.value = '';
      tell(null);
      markFull(false);
    },
    lock: (isLocked) => tool?.lock(isLocked),
  };
}

/** The one line of a tool's own script. @param canDo whether this phone can; where not, its file field is used. */
export function offerTool(kind: AttachmentKind, canDo: () => boolean, makeTool: MakeTool): void {
  offerPart(kind, (field, keeper) => partField(kind, field, keeper, canDo() ? makeTool : null));
}
