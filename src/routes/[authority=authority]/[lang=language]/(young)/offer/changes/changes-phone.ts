/** Puts the days of somebody's own birthdays into the page. The birthday goes nowhere and is not kept. */
import { birthday } from '$lib/offer/age.ts';
import { answerFault, birthdayFrom } from '$lib/offer/checker.ts';
import { todayHere } from '../today-here.ts';

const form = document.querySelector<HTMLFormElement>('form[data-birthday]');

function inWords(day: string, days: readonly string[]): string {
  const [year = '', month = '1', date = '1'] = day.split('-');
  return (days[Number(month) - 1] ?? '').replace('{day}', String(Number(date))).replace('{year}', year);
}

function showDays(born: string, today: string, { days = '[]', on = '', past = '' }: DOMStringMap): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-turns]')) {
    const day = birthday(born, Number(place.dataset.turns));
    place.textContent = (day < today ? past : on).replace(
      '{date}',
      inWords(day, JSON.parse(days) as string[]),
    );
    place.hidden = false;
  }
}

if (form) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [day, month, year] = ['day', 'month', 'year'].map(
      (name) => form.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? '',
    );
    const born = birthdayFrom(day ?? '', month ?? '', year ?? '');
    const today = todayHere();
    const fault = answerFault('age', { age: born }, today);
    for (const told of form.querySelectorAll<HTMLElement>('[data-fault]'))
      told.hidden = told.dataset.fault !== fault;
    if (!fault) showDays(born, today, form.dataset);
  });
}
