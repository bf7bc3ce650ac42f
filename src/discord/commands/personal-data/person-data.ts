import { createAnswers } from '../../../aging/records/answers.ts';
import { createQuestions } from '../../../aging/records/questions.ts';
import { createRepeats } from '../../../aging/records/repeats.ts';
import type { References } from '../../../aging/records/references.ts';
import type { Reports } from '../../../aging/records/reports.ts';
import type { Entry } from '../../../aging/request/entry.ts';
import type { PictureSource, AgeRequest } from '../../../aging/request/age-request.ts';
import type { WorkQueue } from '../../../aging/queue/work-queue.ts';
import type { Blocks } from '../../../limits/blocks.ts';
import type { Limits } from '../../../limits/limits.ts';
import type { OptOuts } from '../../../limits/opt-outs.ts';
import type { PersonLanguages } from '../../../limits/settings/person-languages.ts';
import type { UsageReader } from '../../../limits/usage.ts';
import type { Vault } from '../../../storage/sealing/vault.ts';
import type { Storage } from '../../../storage/storage.ts';
import { createMemory } from '../../conversation/memory.ts';
import type { LentPictures } from '../../delivery/lent-pictures.ts';
import type { Deauthorizations } from './deauthorizations.ts';
import { createTargets } from '../asking/targets.ts';

/** All that is kept of a person, as plain JSON, by the tables that it's in. */
export type PersonData = (userId: string) => Promise<Readonly<Record<string, unknown>>>;

export interface PersonDataOptions {
  readonly storage: Storage;
  readonly vault: Vault;
  readonly references: Pick<References, 'about'>;
  readonly reports: Pick<Reports, 'by'>;
  readonly blocks: Pick<Blocks, 'has'>;
  readonly optOuts: Pick<OptOuts, 'has'>;
  readonly limits: Pick<Limits, 'carriedOf' | 'firstDayOf'>;
  readonly languages: Pick<PersonLanguages, 'about'>;
  readonly usage: Pick<UsageReader, 'ofUser'>;
  readonly lentPictures: Pick<LentPictures, 'about'>;
  readonly queue: Pick<WorkQueue, 'of'>;
  readonly deauthorizations: Pick<Deauthorizations, 'has'>;
}

/** Tables that name no person. Every other table of the bot has a row in {@link sectionsOf}; a test checks that. */
export const TABLES_WITHOUT_PEOPLE = [
  'guild-settings',
  'usage',
  'reports-told',
  'gateway-session',
  'deployments',
  'doctor',
] as const;

/** How each table that names people is searched for one of them. */
export function sectionsOf(options: PersonDataOptions): Readonly<Record<string, (userId: string) => Promise<unknown>>> {
  const { storage, vault, references, reports, blocks, optOuts, lentPictures, queue, deauthorizations } = options;
  const memory = createMemory(storage);
  const questions = createQuestions(storage, vault);
  return {
    answers: views(createAnswers(storage, vault).about),
    questions: views(questions.about),
    repeats: views(createRepeats(storage, vault).about),
    targets: views(createTargets(storage, vault).about),
    'latest-questions': (userId) => questions.latestId(userId),
    conversations: (userId) => memory.topic(userId),
    acquaintances: (userId) => memory.wasGreeted(userId),
    unanswered: async (userId) => (await Array.fromAsync(memory.unansweredOf(userId))).map(([id]) => id),
    journal: async (userId) => (await queue.of(userId)).map((entry) => requestView(entry, userId)),
    'lent-pictures': async (userId) => (await Array.fromAsync(lentPictures.about(userId))).map(([id]) => id),
    references: async (userId) =>
      (await Array.fromAsync(references.about(userId))).map(([reference, record]) => ({ reference, ...record })),
    reports: (userId) => Array.fromAsync(reports.by(userId)),
    deauthorized: (userId) => deauthorizations.has(userId),
    'person-languages': (userId) => options.languages.about(userId),
    regulars: (userId) => options.limits.firstDayOf(userId),
    'opt-outs': (userId) => optOuts.has(userId),
    blocks: (userId) => blocks.has('user', userId),
  };
}

export function createPersonData(options: PersonDataOptions): PersonData {
  const { usage, limits } = options;
  const sections = Object.entries(sectionsOf(options));
  return async (userId) => {
    const found = sections.map(async ([name, section]) => [name, (await section(userId)) ?? null] as const);
    const [used, carried] = await Promise.all([usage.ofUser(userId), limits.carriedOf(userId)]);
    return {
      user_id: userId,
      pictures_today: used,
      // Without the person's id, since they deleted their data today.
      pictures_today_before_deletion: carried,
      ...Object.fromEntries(await Promise.all(found)),
    };
  };
}

/** A section of records in which there can be several people. */
function views(about: (userId: string) => AsyncIterable<readonly [id: string, record: Kept]>) {
  return async (userId: string) => {
    const records = await Array.fromAsync(about(userId));
    return records.map(([id, record]) => ({ id, ...ownView(record, userId) }));
  };
}

interface Kept extends Pick<AgeRequest, 'userId' | 'subject'> {
  readonly picture?: PictureSource | undefined;
  readonly pictures?: readonly PictureSource[] | undefined;
}

/** What is the person's own in a record: not who else is in it, and no picture of theirs. */
function ownView(record: Kept, userId: string): object {
  const { userId: requester, subject, picture, pictures, ...rest } = record;
  const owner = subject?.userId ?? picture?.avatarOf ?? requester;
  const isOwnPicture = owner === userId;
  if (requester !== userId) {
    // Somebody else's request for this person's picture.
    return { asked_by: 'somebody else', ...(isOwnPicture && { subject, picture, pictures }) };
  }
  if (isOwnPicture) return { ...rest, subject, picture, pictures };
  return { ...rest, picture_of: 'somebody else' };
}

function requestView({ request, stage, calls }: Entry, userId: string): object {
  // The route holds a token.
  const { route: _route, uploadLimit: _limit, ...own } = request;
  return { ...ownView(own, userId), stage: stage.name, calls };
}
