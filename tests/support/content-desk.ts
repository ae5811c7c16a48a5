import { unescaped } from './naughty.ts';
import type { Answer, Client } from './desk-client.ts';

/** The fields of a page's last form, as a browser would send them back untouched. */
export function fieldsIn(markup: string): Record<string, string> {
  const form = /<form method="POST"[^>]*>([^]*?)<\/form>/.exec(markup)?.[1] ?? '';
  const fields: Record<string, string> = {};
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
    const name = attribute('name');
    if (!name) continue;
    const isTick = attribute('type') === 'checkbox';
    if (isTick && !/ checked(=|\s|>|\/)/.test(tag)) continue;
    const value = unescaped(attribute('value') ?? '');
    fields[name] = isTick && fields[name] ? `${fields[name]} ${value}` : value;
  }
  for (const [, name = '', text = ''] of form.matchAll(
    /<textarea\b[^>]* name="([^"]*)"[^>]*>([^]*?)<\/textarea>/g,
  ))
    fields[name] = unescaped(text.replace(/^\n/, ''));
  for (const [, name = '', options = ''] of form.matchAll(
    /<select\b[^>]* name="([^"]*)"[^>]*>([^]*?)<\/select>/g,
  )) {
    const chosen = [...options.matchAll(/<option\b[^>]*>/g)].find(([tag]) => / selected/.test(tag))?.[0];
    fields[name] = unescaped(/ value="([^"]*)"/.exec(chosen ?? '')?.[1] ?? '');
  }
  return fields;
}

/** Saves a draft as an editor does: opens the page, changes some fields and sends all of them. */
export async function saveDraftAt(
  editor: Client,
  address: string,
  changes: Record<string, string>,
): Promise<Answer> {
  const { text } = await editor.get(address);
  return editor.post(address, { ...fieldsIn(text), ...changes });
}

/** Publishes the draft there is, with a reason. */
export async function publishAt(editor: Client, address: string, why = 'A test needs it'): Promise<Answer> {
  const { text } = await editor.get(`${address}/publish`);
  return editor.post(`${address}/publish`, { ...fieldsIn(text), why });
}
