/** How pages look, kept on this phone alone: each setting is an attribute on the page (ui/young.css). */
export const settings = {
  size: ['normal', 'large', 'largest'],
  colours: ['auto', 'light', 'dark'],
  movement: ['auto', 'calm'],
} as const;

export type Setting = keyof typeof settings;

const KEY = 'display';

/** What was chosen; nothing where storage is closed or somebody else wrote there. */
export function readSettings(): Partial<Record<Setting, string>> {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Record<Setting, string>>;
    return Object.fromEntries(
      Object.entries(settings).flatMap(([name, values]) => {
        const value = kept[name as Setting];
        return (values as readonly (string | undefined)[]).includes(value) ? [[name, value]] : [];
      }),
    );
  } catch {
    return {};
  }
}

export function applySettings(page: HTMLElement, chosen = readSettings()): void {
  for (const [name, [usual]] of Object.entries(settings)) {
    const value = chosen[name as Setting] ?? usual;
    if (value === usual) page.removeAttribute(`data-${name}`);
    else page.setAttribute(`data-${name}`, value);
  }
}

export function saveSetting(name: Setting, value: string): void {
  const chosen = { ...readSettings(), [name]: value };
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // A phone that lets nothing be kept still shows this page as chosen.
  }
  applySettings(document.documentElement, chosen);
}
