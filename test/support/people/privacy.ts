import { expect } from 'vitest';
import type { Answer, Person, Where } from 'discord-simulator';

/** The page of `/age-privacy`. */
export async function privacyOf(person: Person, where: Where = { dm: true }): Promise<Answer> {
  return await (await person.slash({ ...where, command: 'age-privacy' })).final();
}

/**
 * Presses "Don't let others age my pictures".
 * @returns the page afterwards
 */
export async function optOut(person: Person, where?: Where): Promise<Answer> {
  const page = await privacyOf(person, where);
  return await (await person.press(page, "Don't let others age my pictures")).final();
}

/**
 * Undoes that.
 * @returns the page afterwards
 */
export async function optIn(person: Person, where?: Where): Promise<Answer> {
  const page = await privacyOf(person, where);
  return await (await person.press(page, 'Let others age my pictures')).final();
}

/** What is in the file of "Show my data". */
export async function showData(person: Person, where?: Where): Promise<Readonly<Record<string, unknown>>> {
  const page = await privacyOf(person, where);
  const pressed = await person.press(page, 'Show my data');
  const answer = await pressed.final({ until: ({ attachments }) => attachments.length > 0 });
  expect(answer.ephemeral).toBe(true);
  const text = answer.attachments[0]?.bytes.toString() ?? '';
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

/**
 * Presses "Delete my data".
 * @returns the confirmation
 */
export async function deleteData(person: Person, where?: Where): Promise<string> {
  const page = await privacyOf(person, where);
  const pressed = await person.press(page, 'Delete my data');
  const { followUps } = await pressed.final({ until: (answer) => answer.followUps.length > 0 });
  return followUps[0]?.content ?? '';
}
