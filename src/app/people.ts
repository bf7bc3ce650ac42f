import { createReferences } from '../aging/records/references.ts';
import { createReports } from '../aging/records/reports.ts';
import { createForgetPerson } from '../discord/commands/personal-data/forget-person.ts';
import { furtherReportsWords, reportWords } from '../discord/messages/report-words.ts';
import { createAccess } from '../limits/access.ts';
import { createBlocks } from '../limits/blocks.ts';
import { createLimits } from '../limits/limits.ts';
import { createOptOuts } from '../limits/opt-outs.ts';
import { createPersonLanguages } from '../limits/settings/person-languages.ts';
import type { Base } from './base.ts';
import type { Discord } from './discord/discord.ts';
import type { Stores } from './stores.ts';

export type People = ReturnType<typeof createPeople>;

/** How long one report is retried at a time, in ms: it is retried later, and this process's turn to do so lasts 30 s. */
const REPORT_PATIENCE_MS = 10_000;

/** Who may use the bot, how much, and on whose pictures; what is kept of people; and how pictures are reported. */
export function createPeople(base: Base, { storage, vault }: Stores, { tellOperator }: Pick<Discord, 'tellOperator'>) {
  const { config, clock, events, closing } = base;
  const limits = createLimits({ storage, clock, alias: vault.alias, ...config.limits });
  const languages = createPersonLanguages(storage, vault, clock);
  events.on('request', (event) => {
    if (event.type === 'answered') void limits.noteAnswer(event.request);
  });
  const optOuts = createOptOuts(storage);
  const blocks = createBlocks(storage);
  const references = createReferences(storage, vault, clock);
  const tell = async (compose: (words?: string) => string) => {
    // A stop ends it, so that another process can take its turn at once.
    const patience = { patienceMs: REPORT_PATIENCE_MS, signal: closing };
    if ((await tellOperator(compose(), patience)) === 'told') return;
    await tellOperator(compose('(Discord did not accept the text of this report.)'), patience);
  };
  const reports = createReports({
    storage,
    vault,
    references,
    blocks,
    clock,
    tell: (report, record) => tell((words) => reportWords(report, record, words)),
    tellFurther: (further) => tell((words) => furtherReportsWords(further, words)),
    onReport: (report) => events.emit('pictureReported', report),
  });
  // What fails here is retried by upkeep.
  events.on('pictureReported', () => void reports.passOn().catch(() => undefined));
  return {
    limits,
    languages,
    optOuts,
    blocks,
    references,
    reports,
    access: createAccess({ ...config.access, blocks, optOuts }),
    forgetPerson: createForgetPerson({ storage, vault, limits, languages }),
  };
}
