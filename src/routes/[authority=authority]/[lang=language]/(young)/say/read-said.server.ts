import type { Typed } from '$lib/platform/forms.ts';
import { takingTurnsByName } from '$lib/platform/turns.ts';
import type { Files } from '$lib/voice/beside.ts';
import { attachmentKinds } from '$lib/voice/parts.ts';
import { readFormWithFiles } from '../../../../read-form.server.ts';

/** Forms with files are held in memory whole: so many of one network at a time. */
const inTurn = takingTurnsByName(4);

async function readAll(request: Request): Promise<{ typed: Typed; files: Files }> {
  const form = await readFormWithFiles(request);
  const files: Files = {};
  for (const kind of attachmentKinds) {
    const file = form.files.get(kind);
    if (file) files[kind] = new Uint8Array(await file.arrayBuffer());
  }
  return { typed: form.typed, files };
}

/** Reads what a phone without JavaScript sends: words and choices, a recording and a drawing as files. */
export function readSaid(request: Request, network: string): Promise<{ typed: Typed; files: Files }> {
  const hasFiles = request.headers.get('content-type')?.startsWith('multipart/') ?? false;
  return hasFiles ? inTurn(network, () => readAll(request)) : readAll(request);
}
