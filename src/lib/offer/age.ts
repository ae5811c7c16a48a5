const DAY_MS = 86_400_000;

const dayNumber = (day: string): number => Date.parse(day) / DAY_MS;

/** How many days `to` comes after `from`, both `YYYY-MM-DD`; negative when it comes before. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * The day someone turns so many years old, `YYYY-MM-DD`: an age is reached as the day begins (Family Law Reform Act
 * 1969 s9). Who was born on 29 February turns a year older on 1 March in other years.
 */
export function birthday(born: string, age: number): string {
  const [year = 0, month = 1, day = 1] = born.split('-').map(Number);
  return new Date(Date.UTC(year + age, month - 1, day)).toISOString().slice(0, 10);
}

/** How old someone is on a day, in whole years; below nothing before they were born. */
export function ageOn(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return birthday(born, years) <= day ? years : years - 1;
}
