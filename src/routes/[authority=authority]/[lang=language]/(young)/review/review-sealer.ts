/**
 * Reads views, shows who will see which, seals them and shows their receipt: loaded when the form is first touched, as
 * say/sealer.ts is.
 */
import { showSent, showSentBefore } from '../say/show-sent.ts';
import { readViews } from './read-views.ts';
import { sealViewsForm } from './seal-views-form.ts';
import { showPreview } from './show-preview.ts';
import type { ViewsSealer } from './views-sending.ts';

const detail: ViewsSealer = { readViews, showPreview, sealViewsForm, showSent, showSentBefore };
dispatchEvent(new CustomEvent<ViewsSealer>('sealer', { detail }));
