import { isolateLtr } from '$lib/i18n/isolate.ts';
import { languages } from '$lib/i18n/languages.ts';
import { translator } from '$lib/i18n/translator.ts';
import { onEveryPage } from './guard.server.ts';
import { typedIn } from './read-form.server.ts';
import type { LayoutServerLoadEvent } from './$types';

/** A form that could not be taken, ready to be sent again. */
function unsentOf(request: Request, action: string, labels: { words: string; again: string }) {
  const typed = request.method === 'POST' ? typedIn(request) : null;
  return (
    typed && { action, fields: Object.entries(typed).map(([name, value]) => ({ name, value })), ...labels }
  );
}

/** What every page needs, the error page included: the language, and the words for when something goes wrong. */
export const load = onEveryPage(({ locals, request, url }: LayoutServerLoadEvent) => {
  const t = translator(locals.lang);
  const problem = (
    name:
      | 'notFound'
      | 'forbidden'
      | 'movedOn'
      | 'differently'
      | 'tooLarge'
      | 'wrongWay'
      | 'busy'
      | 'unavailable'
      | 'broken',
  ) => ({
    title: t(`errors.${name}.title`),
    text: t(`errors.${name}.text`),
  });
  return {
    lang: locals.lang,
    dir: languages[locals.lang].dir,
    /** Said in the reader's language where no person has checked it. */
    unchecked: languages[locals.lang].checked ? null : t('app.unchecked'),
    problems: {
      404: problem('notFound'),
      400: problem('wrongWay'),
      403: problem('forbidden'),
      405: problem('wrongWay'),
      409: problem('movedOn'),
      413: problem('tooLarge'),
      415: problem('wrongWay'),
      422: problem('differently'),
      429: problem('busy'),
      503: problem('unavailable'),
      500: problem('broken'),
    } as Record<number, { title: string; text: string }>,
    /** What was typed, for a page that says it could not be taken. */
    unsent: unsentOf(request, url.pathname, { words: t('errors.words'), again: t('errors.again') }),
    ways: { home: t('errors.home'), help: t('errors.help') },
    calls: [
      { href: 'tel:999', label: t('help.call', { number: isolateLtr('999') }), about: t('help.danger') },
      {
        href: 'tel:08001111',
        label: t('help.call', { number: isolateLtr('0800 1111') }),
        about: 'Childline',
      },
    ],
  };
});
