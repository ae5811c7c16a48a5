/** Seals views and shows their receipt: loaded when the form is first touched, as say/sealer.ts is. */
import { showSent, showSentBefore } from '../say/show-sent.ts';
import { sealViewsForm } from './seal-views-form.ts';
import type { ViewsSealer } from './views-sending.ts';

dispatchEvent(
  new CustomEvent<ViewsSealer>('sealer', { detail: { sealViewsForm, showSent, showSentBefore } }),
);
