/** Only a page of their own: nobody is sent elsewhere by a link. */
export function nextPlace(base: string, wanted: string | null): string {
  const own = `${base}/me`;
  return wanted && new RegExp(`^${own}(/[\\w-]+)*$`).test(wanted) ? wanted : own;
}
