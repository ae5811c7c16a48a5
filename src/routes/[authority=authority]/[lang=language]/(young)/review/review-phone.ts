/** On the page where a review is prepared (say/start-form.ts). Without it the form works as it is. */
import { watchWords } from '../phone/watch-words.ts';
import { startForm } from '../say/start-form.ts';
import { isOfQuestion, keepForOtherWording, tellElsewhere } from './other-wording.ts';
import { partsOf, type ReviewPart } from './review-parts.ts';
import { offerPreview, viewsSending, type ViewsSealer } from './views-sending.ts';

const form = document.querySelector<HTMLFormElement>('form[data-review]');
if (form) {
  for (const field of form.querySelectorAll('textarea'))
    watchWords(field, (help) => field.after(help.closest('[role="status"]') ?? help));
  void startForm<ViewsSealer, ReviewPart>({
    form,
    place: 'review',
    async widgets(keeper) {
      const parts = partsOf(form, keeper);
      offerPreview(form, parts);
      return parts;
    },
    sends: (parts) => viewsSending(form, parts),
    keepsElse: isOfQuestion,
    onKept: keepForOtherWording,
    onBack: (saved) => tellElsewhere(form, saved),
  });
}
