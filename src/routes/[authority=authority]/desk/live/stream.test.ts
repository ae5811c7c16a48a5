import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Role } from '$lib/identity/roles.ts';
import { openLive } from '$lib/platform/live.server.ts';
import { mayListen, streamOf } from './stream.server.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A stream whose session is what `now` says. */
function aStream(now: () => { roles: readonly Role[] } | null) {
  const live = openLive(null);
  const stream = streamOf(live, {
    authorityId: 'manchester',
    personId: 'somebody',
    roles: ['safeguarding-duty'],
    stillThere: async () => now(),
  });
  let text = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const bytes of stream) text += decoder.decode(bytes);
  })();
  return { live, reading, heard: () => text };
}

test('a session that ended is noticed at the next heartbeat, and ends the stream', async () => {
  let session: { roles: readonly Role[] } | null = { roles: ['safeguarding-duty'] };
  const { reading, heard } = aStream(() => session);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(heard()).toContain(': still here');
  expect(heard()).not.toContain('ended');
  session = null;
  await vi.advanceTimersByTimeAsync(20_000);
  await reading;
  expect(heard()).toContain('event: ended');
  expect(mayListen('somebody')).toBe(true);
});

test('a role that was taken away is heard of no longer after the next heartbeat', async () => {
  let roles: readonly Role[] = ['safeguarding-duty'];
  const { live, heard } = aStream(() => ({ roles }));
  const tell = async () => {
    live.tell({ authorityId: 'manchester', room: 'screening' });
    live.tell({ authorityId: 'warrington', room: 'screening' });
    await vi.advanceTimersByTimeAsync(1_000);
  };
  const hints = () => heard().split('data: screening').length - 1;
  await tell();
  expect(hints()).toBe(1);
  roles = ['editor'];
  await vi.advanceTimersByTimeAsync(20_000);
  await tell();
  expect(hints()).toBe(1);
});
