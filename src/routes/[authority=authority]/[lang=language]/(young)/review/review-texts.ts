/** A text that stands ready in the page, by its message key (ReviewPhone.svelte). */
export function reviewText(key: string): string {
  const texts = document.querySelector<HTMLTemplateElement>('template[data-review-texts]')?.content;
  return texts?.querySelector(`[data-text="${CSS.escape(key)}"]`)?.textContent?.trim() ?? '';
}
