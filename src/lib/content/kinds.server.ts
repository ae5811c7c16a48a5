import { entitlementKind } from './entitlement-kind.server.ts';
import type { Kind } from './kind.ts';
import { commitmentKind, themeKind } from './promise-kinds.server.ts';

/** Every kind of piece there is, what others name first. */
export const kinds: readonly Kind[] = [themeKind, commitmentKind, entitlementKind];

export function kindNamed(name: string): Kind | null {
  return kinds.find((kind) => kind.name === name) ?? null;
}
