import type { AttachmentKind } from '$lib/voice/parts.ts';
import type { Attachment } from '$lib/voice/seal-message.ts';
import { fileFault, typeFor, type FileFault } from './part-file.ts';
import { fetchTool, type ToolPlace } from './part-tool.ts';
import type { DraftKeeper, PartWidget } from './part-widget.ts';

type Fault = FileFault | 'unopened';

const canDo: Record<AttachmentKind, () => boolean> = {
  voice: () => 'MediaRecorder' in window && navigator.mediaDevices?.getUserMedia !== undefined,
  drawing: () => 'PointerEvent' in window && 'toBlob' in HTMLCanvasElement.prototype,
};

/** A part of the form for a recording or a drawing. Its tool is fetched when it is first opened, or has something kept. */
export function partField(field: HTMLDetailsElement, keeper: DraftKeeper): PartWidget {
  const kind = field.dataset.part as AttachmentKind;
  const input = field.querySelector<HTMLInputElement>('input[type="file"]')!;
  const fileField = field.querySelector<HTMLElement>('[data-part-file]')!;
  const root = field.querySelector<HTMLElement>('[data-part-tool]')!;
  const mark = field.querySelector<HTMLInputElement>('input[type="hidden"]')!;
  let tool: PartWidget | null = null;
  let loading: Promise<PartWidget | null> | null = null;
  let tries = 0;
  let isLocked = false;
  /** Something is kept on this phone that could not be brought back yet. */
  let unopened = false;

  const tell = (fault: Fault | null): void => {
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

  const load = (): Promise<PartWidget | null> => {
    if (!canDo[kind]()) return Promise.resolve(null);
    loading ??= (async () => {
      // A script that could not be fetched is remembered by some browsers: it is asked for anew.
      const again = tries > 0 ? `?again=${tries}` : '';
      tries += 1;
      place.showFile(false);
      const make = await fetchTool(kind, (field.dataset.partScript ?? '') + again);
      root.replaceChildren(field.querySelector('template')!.content.cloneNode(true));
      tool = make(place);
      tool.lock(isLocked);
      return tool;
    })().catch(() => {
      loading = null;
      place.showFile(true);
      return null;
    });
    return loading;
  };

  const bringBack = async (): Promise<boolean> => {
    unopened = (await keeper.names(`${kind}.`)).length > 0;
    if (!unopened) return false;
    const restored = await (await load())?.restore();
    unopened = restored === undefined;
    tell(unopened ? 'unopened' : null);
    if (restored) field.open = true;
    return restored ?? false;
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

  field.addEventListener('toggle', () => {
    if (field.open) void (unopened ? bringBack() : load());
  });
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    tell(file ? fileFault(kind, file) : null);
    markFull(file !== undefined);
  });
  if (field.open) void load();

  return {
    async attachment() {
      if (unopened && !(await bringBack()) && unopened)
        throw new Error(`What is kept for ${kind} cannot be opened.`);
      await loading;
      return (await tool?.attachment()) ?? fromFile();
    },
    restore: bringBack,
    async clear() {
      await tool?.clear();
      await keeper.forget(`${kind}.`);
      unopened = false;
      input.value = '';
      tell(null);
      markFull(false);
    },
    lock(locked) {
      isLocked = locked;
      tool?.lock(locked);
    },
  };
}
