/** Characters that fit in a name somebody gives. */
export const NAME_MAX = 120;

/** Why a name was not taken, as a message key. */
export type NameFault = 'naming.missing' | 'naming.tooLong';

export function nameFault(name: string): NameFault | null {
  if (name.trim() === '') return 'naming.missing';
  return [...name].length > NAME_MAX ? 'naming.tooLong' : null;
}
