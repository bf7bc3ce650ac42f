import { MAX_AGE } from '../../bounds.ts';

const USUAL_AGES = [20, 35, 50, 65, 80];
const FEWEST_AGES = 2;
const MOST_AGES = 5;

/** The ages of a timeline for somebody who names none, in years. */
export function usualTimeline(minAge: number): number[] {
  return USUAL_AGES.filter((age) => age >= minAge);
}

/** Whether these ages can be a timeline. */
export function isTimeline(ages: readonly number[], minAge: number): boolean {
  const isAllowed = (age: number) => age >= minAge && age <= MAX_AGE;
  return ages.length >= FEWEST_AGES && ages.length <= MOST_AGES && ages.every(isAllowed);
}
