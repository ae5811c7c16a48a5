import type { DraftKeeper, PartWidget } from './part-widget.ts';

/** The ways of saying something that this form has beside its fields: each shows itself and keeps its own draft. */
export async function widgetsOf(_form: HTMLFormElement, _keeper: DraftKeeper): Promise<PartWidget[]> {
  return [];
}
