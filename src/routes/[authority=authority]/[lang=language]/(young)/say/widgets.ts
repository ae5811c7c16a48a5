import { partField } from './part-field.ts';
import type { DraftKeeper, PartWidget } from './part-widget.ts';

/** Shows help when a picture is picked that sounds like danger, as words do. Blocks nothing. */
function watchPictures(form: HTMLFormElement): void {
  const help = form.querySelector<HTMLElement>('[data-help-now]');
  const look = (): void => {
    if (help?.hidden && form.querySelector('[data-alarming]:checked')) help.hidden = false;
  };
  form.addEventListener('change', look);
  form.addEventListener('input', look);
  look();
}

/** Wires the fields for what is said beside words. @returns the recorder and the drawing pad; pictures are plain fields. */
export async function widgetsOf(form: HTMLFormElement, keeper: DraftKeeper): Promise<PartWidget[]> {
  watchPictures(form);
  return [...form.querySelectorAll<HTMLDetailsElement>('details[data-part]')].map((field) =>
    partField(field, keeper),
  );
}
