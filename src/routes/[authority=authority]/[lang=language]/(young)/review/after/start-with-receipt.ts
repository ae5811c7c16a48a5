import { redirect } from '@sveltejs/kit';

/** A review has no address of its own: whoever comes to one of its pages by a link starts with the receipt. */
export function startWithReceipt({
  params,
  request,
}: {
  params: { authority: string; lang: string };
  request: Request;
}): void {
  if (request.method === 'GET') redirect(303, `/${params.authority}/${params.lang}/review/after`);
}
