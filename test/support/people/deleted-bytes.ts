import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Person } from 'discord-simulator';
import { expectPicture, expectSentence } from '../expectations.ts';
import { answers, envelope } from '../faults/endpoint-steps.ts';
import { photos } from '../pictures/photos.ts';
import type { World } from '../world.ts';
import { deleteData, showData } from './privacy.ts';

/** Each limit is on, so that what it stores is there. */
export const EVERY_LIMIT = {
  USER_COOLDOWN_SECONDS: '1',
  DM_COOLDOWN_SECONDS: '1',
  USER_DAILY_QUOTA: '50',
  DAILY_BUDGET_CALLS: '100',
};

/** A person's id as it would be, and hashed by somebody who has no key. */
export function tracesOf(id: string): string[] {
  const hashes = ['md5', 'sha1', 'sha256', 'sha512'].flatMap((algorithm) =>
    (['hex', 'base64', 'base64url'] as const).map((encoding) => createHash(algorithm).update(id).digest(encoding)),
  );
  const encoded = (['hex', 'base64', 'base64url'] as const).map((encoding) => Buffer.from(id).toString(encoding));
  return [id, ...encoded, ...hashes];
}

/** Uses whatever stores something about a person. */
export async function useEverything({ ask, newChannel, endpoint }: World, person: Person): Promise<void> {
  const answer = await expectPicture(await ask({ person, channel: newChannel(), image: photos.marieCurie }));
  await expectPicture(await person.press(answer, '10 years older'), 70);
  await person.press(answer, 'Before/after');
  const report = await person.press(answer, 'Report');
  await report.modalShown();
  await person.submit(report, { reason: 'test' });
  await person.dm('50', [photos.marieCurie]);
  await person.dmChannel.until((messages) =>
    messages.find(({ pictures, author }) => author !== person.name && pictures.length > 0),
  );
  endpoint.script([answers(500, envelope('api_error', 'Internal server error.'))]);
  await (await ask({ person, channel: newChannel(), image: photos.marieCurie })).final();
  await expectSentence(
    await ask({ person, channel: newChannel(), image: { filename: 'a.jpg', bytes: Buffer.alloc(2000, 1) } }),
    'picture_not_a_picture',
  );
  const channel = newChannel();
  const message = await person.post(channel, { uploads: [photos.marieCurie] });
  await (await person.messageMenu({ message, command: 'Age this photo' })).modalShown();
  await showData(person);
}

/** Presses "Delete my data", and is told that it was done. */
export async function deleteEverything(person: Person): Promise<void> {
  expect(await deleteData(person)).toMatch(/deleted/i);
}
