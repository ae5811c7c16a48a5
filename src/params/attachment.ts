import type { ParamMatcher } from '@sveltejs/kit';
import { attachmentKinds, type AttachmentKind } from '$lib/voice/parts.ts';

/** A recording or a drawing of a message. */
export const match = ((param): param is AttachmentKind =>
  attachmentKinds.some((kind) => kind === param)) satisfies ParamMatcher;
