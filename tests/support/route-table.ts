import type { Policy } from '../../src/routes/guard.server.ts';

type Exports = Record<string, unknown>;

const modules = import.meta.glob<Exports>('/src/routes/**/+{page,layout}.server.ts', { eager: true });
const endpoints = import.meta.glob<Exports>('/src/routes/**/+server.ts', { eager: true });

export interface RouteEntry {
  /** The route's own id, without groups. */
  route: string;
  /** `load`, `action`, or a method. */
  what: string;
  policy: Policy | undefined;
}

const policyOf = (handler: unknown): Policy | undefined => (handler as { policy?: Policy }).policy;

function routeOf(file: string): string {
  const folder = file.replace('/src/routes', '').replace(/\/\+[^/]+$/, '');
  return folder.replace(/\/\([^)]+\)/g, '') || '/';
}

/** Every load, action and endpoint there is, with the policy it declares. */
export function routeTable(): RouteEntry[] {
  const entries: RouteEntry[] = [];
  for (const [file, exported] of [...Object.entries(modules), ...Object.entries(endpoints)]) {
    const route = routeOf(file);
    const layout = file.includes('+layout') ? 'layout ' : '';
    for (const [name, value] of Object.entries(exported)) {
      if (name === 'actions') {
        for (const [action, handler] of Object.entries(value as Exports)) {
          entries.push({
            route,
            what: action === 'default' ? 'action' : `action ${action}`,
            policy: policyOf(handler),
          });
        }
      } else if (typeof value === 'function') {
        entries.push({ route, what: layout + name, policy: policyOf(value) });
      }
    }
  }
  return entries.sort((a, b) => (a.route + a.what < b.route + b.what ? -1 : 1));
}
