import type { Query } from './query.ts';

/** A page of a list, as the profile has it. */
export interface Page<Item> {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: Item[];
}

/** The page of `items` that was asked for. One past the last is empty, and is not a fault. */
export function pageOf<Item>(
  items: readonly Item[],
  { page, per_page }: Pick<Query, 'page' | 'per_page'>,
): Page<Item> {
  const contents = items.slice((page - 1) * per_page, page * per_page);
  const pages = Math.ceil(items.length / per_page);
  return {
    total_items: items.length,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  };
}
