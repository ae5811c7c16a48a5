import { isConflict } from '$lib/platform/conflict.ts';
import { Refusal } from '$lib/platform/refusal.ts';

/** Does something unless somebody else was quicker. @returns whether somebody was: then nothing was done. */
export async function wasQuicker(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run();
    return false;
  } catch (fault) {
    if (isConflict(fault) || (fault instanceof Refusal && fault.code === 'moved-on')) return true;
    throw fault;
  }
}
