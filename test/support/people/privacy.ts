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
