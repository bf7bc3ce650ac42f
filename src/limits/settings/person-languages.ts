import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { isLanguage, languageOf, type LanguageCode } from '../../i18n/languages.ts';
import { discordLocaleOf, withChoice, type Locale } from '../../i18n/locale.ts';
import { sealTable } from '../../storage/sealing/sealed-table.ts';
import type { Vault } from '../../storage/sealing/vault.ts';
import type { Storage } from '../../storage/storage.ts';

/** Which languages people read. Only interactions say that of their Discord, so it's remembered for direct messages. */
export interface PersonLanguages {
  /**
   * The language in which a person reads the answer to an interaction: the one that they have chosen, or that of their
   * Discord, which is remembered. Never rejects; a store that is slow or fails delays no answer.
   */
  meet(userId: string, discordLocale: string): Promise<Locale>;
  /** The language of a person who writes a direct message; English if it's unknown. Never rejects. */
  of(userId: string): Promise<Locale>;
  /** Chooses a language, or with none that of their Discord. @returns what they read from now on. */
  choose(userId: string, choice: LanguageCode | undefined, current: Locale): Promise<Locale>;
  /** What is kept of a person. */
  about(userId: string): Promise<PersonLanguage | undefined>;
  forget(userId: string): Promise<void>;
}

const DAY_MS = 86_400_000;
/** Since the person last used the bot. */
const KEPT_MS = 180 * DAY_MS;
/** How old a record can be before it's written again, so that not every use of the bot writes. */
const RENEWED_AFTER_MS = 30 * DAY_MS;
/** How long an answer waits for the store, in ms. */
const PATIENCE_MS = 300;
const UNKNOWN = 'en-US';

const recordSchema = z.object({
  /** That of the person's Discord. */
  discord: z.string(),
  chosen: z.string().refine(isLanguage).optional().catch(undefined),
  /** In ms since the epoch. */
  writtenAt: z.number(),
});

type PersonLanguage = z.infer<typeof recordSchema>;

export function createPersonLanguages(storage: Storage, vault: Vault, clock: Pick<Clock, 'now'>): PersonLanguages {
  const table = sealTable(storage, 'person-languages', recordSchema, vault);

  const remember = async (userId: string, said: Omit<PersonLanguage, 'writtenAt'>): Promise<void> => {
    // English is what people read anyway, so most people need no record.
    if (!said.chosen && languageOf(said.discord) === 'en') await table.delete(userId);
    else await table.set(userId, { ...said, writtenAt: clock.now() }, KEPT_MS);
  };
  const isCurrent = (known: PersonLanguage | undefined, discordLocale: string): boolean =>
    known
      ? known.discord === discordLocale && clock.now() - known.writtenAt < RENEWED_AFTER_MS
      : languageOf(discordLocale) === 'en';

  return {
    async meet(userId, discordLocale) {
      const known = await soon(table.get(userId));
      if (known === LATE) return discordLocale;
      if (!isCurrent(known, discordLocale)) {
        void remember(userId, { ...known, discord: discordLocale }).catch(() => undefined);
      }
      return localeFor(known?.chosen, discordLocale);
    },
    async of(userId) {
      const known = await soon(table.get(userId));
      return known === LATE || known === undefined ? UNKNOWN : localeFor(known.chosen, known.discord);
    },
    async choose(userId, choice, current) {
      const discordLocale = discordLocaleOf(current);
      await remember(userId, { discord: discordLocale, ...(choice && { chosen: choice }) });
      return localeFor(choice, discordLocale);
    },
    about: (userId) => table.get(userId),
    async forget(userId) {
      await table.delete(userId);
    },
  };
}

function localeFor(chosen: LanguageCode | undefined, discordLocale: string): Locale {
  return chosen ? withChoice(chosen, discordLocale) : discordLocale;
}

const LATE = Symbol('late');

async function soon<T>(read: Promise<T>): Promise<T | typeof LATE> {
  const late = delay(PATIENCE_MS, LATE, { ref: false });
  return await Promise.race([read.catch((): typeof LATE => LATE), late]);
}
