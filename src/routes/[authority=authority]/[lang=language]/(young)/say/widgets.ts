import type { AttachmentKind } from '$lib/voice/parts.ts';
import { fetchPart } from './part-script.ts';
import type { DraftKeeper, PartWidget } from './part-widget.ts';

/** Shows help when a picture is picked that sounds like danger, as words do. Blocks nothing. */
function watchPictures(form: HTMLFormElement): void {
  const help = form.querySelector<HTMLElement>('[data-help-now]');
  const look = (): void => {
    if (help?.hidden && form.querySelector('[data-alarming]:checked')) help.hidden = false;
  };
  form.addEventListener('change', look);
  look();
}

/** A recording or a drawing. Its script is fetched when it is first opened, or has something kept or picked. */
export function partOf(field: HTMLDetailsElement, keeper: DraftKeeper): PartWidget {
  const { part = '', partScript = '' } = field.dataset;
  const kind = part as AttachmentKind;
  const file = field.querySelector<HTMLInputElement>('[type="file"]');
  const unopened = field.querySelector<HTMLElement>('[data-part-fault="unopened"]');
  let widget: PartWidget | null = null;
  let loading: Promise<PartWidget> | null = null;
  let tries = 0;
  let isLocked = false;
  /** Something is kept that could not be brought back yet. */
  let waits = false;

  const load = (): Promise<PartWidget> => {
    // A script that could not be fetched is remembered by some browsers: it is asked for anew.
    const again = tries > 0 ? `?again=${tries}` : '';
    loading ??= fetchPart(kind, partScript + again)
      .then((make) => {
        widget = make(field, keeper);
        widget.lock(isLocked);
        return widget;
      })
      .catch((fault: unknown) => {
        loading = null;
        tries += 1;
        throw fault;
      });
    return loading;
  };
  const isKept = async () => (await keeper.names(`${kind}.`)).length > 0;
  const bringBack = async (): Promise<boolean> => {
    if (!(await isKept())) return false;
    field.open = true;
    waits = true;
    if (unopened) unopened.hidden = false;
    const restored = await (await load()).restore();
    waits = false;
    if (unopened) unopened.hidden = true;
    return restored;
  };

  field.addEventListener('toggle', () => {
    if (field.open) (waits ? bringBack() : load()).catch(() => undefined);
  });
  // Picked before the script was here: it is looked at when it comes.
  file?.addEventListener('change', () => load().catch(() => undefined));
  if (field.open) load().catch(() => undefined);
  return {
    async attachment() {
      if (!widget && !loading && !file?.files?.length && !(await isKept())) return null;
      if (!widget || waits) await bringBack();
      return (await load()).attachment();
    },
    restore: () => bringBack().catch(() => false),
    async clear() {
      if (file) file.value = '';
      await widget?.clear();
      await keeper.forget(`${kind}.`);
    },
    lock(locked) {
      isLocked = locked;
      widget?.lock(locked);
    },
  };
}

/** Wires the fields for what is said beside words. @returns the recorder and the drawing pad; pictures are plain fields. */
export async function widgetsOf(form: HTMLFormElement, keeper: DraftKeeper): Promise<PartWidget[]> {
  watchPictures(form);
  return [...form.querySelectorAll<HTMLDetailsElement>('details[data-part]')].map((field) =>
    partOf(field, keeper),
  );
}
