import { entitlementKind } from './entitlement-kind.server.ts';
import type { Kind } from './kind.ts';
import { measureKind } from './measure-kind.server.ts';
import { commitmentKind, themeKind } from './promise-kinds.server.ts';
import { serviceKind } from './service-kind.server.ts';

/** Every kind of piece there is, what others name first. */
export const kinds: readonly Kind[] = [themeKind, commitmentKind, measureKind, entitlementKind, serviceKind];

export function kindNamed(name: string): Kind | null {
  return kinds.find((kind) => kind.name === name) ?? null;
}
