/**
 * Seals a message and shows its receipt: half of this page's script, and needed only by those who say something. It is
 * loaded when a field is first touched; the worker keeps it on the phone like every other script.
 */
import type { MessageSealer } from './message-sending.ts';
import { sealForm } from './seal-form.ts';
import { showSent, showSentBefore } from './show-sent.ts';

dispatchEvent(new CustomEvent<MessageSealer>('sealer', { detail: { sealForm, showSent, showSentBefore } }));
