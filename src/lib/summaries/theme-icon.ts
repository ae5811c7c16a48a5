import type { IconName } from '../ui/Icon.svelte';

/** Pictures for the headings that councils use; any other has a speech bubble. They stand beside the words. */
const icons: Record<string, IconName> = {
  respect: 'say',
  involve: 'say',
  care: 'promise',
  support: 'social-worker',
  grow: 'school',
  home: 'bedroom',
  healthy: 'doctor',
  health: 'doctor',
  achieve: 'school',
  'adult-life': 'money',
  charter: 'meeting',
  settled: 'family',
  safe: 'help',
  learning: 'school',
  independence: 'moving',
  'adult-lives': 'money',
  principles: 'promise',
};

export function themeIcon(themeId: string): IconName {
  return Object.hasOwn(icons, themeId) ? (icons[themeId] ?? 'say') : 'say';
}
