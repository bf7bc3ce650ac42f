import { createReferences } from '../aging/records/references.ts';
import { createReports } from '../aging/records/reports.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createForgetPerson } from '../discord/commands/forget-person.ts';
import type { TellOperator } from '../discord/messages/operator-messages.ts';
import { reportWords } from '../discord/messages/report-words.ts';
import { createAccess } from '../limits/access.ts';
import { createBlocks } from '../limits/blocks.ts';
import type { Limits } from '../limits/limits.ts';
import { createOptOuts } from '../limits/opt-outs.ts';
import type { Logger } from '../ops/logger.ts';
import type { Storage } from '../storage/storage.ts';
import type { Vault } from '../storage/sealing/vault.ts';

export interface ConsentPartsOptions {
  readonly config: Config['access'];
  readonly storage: Storage;
  readonly vault: Vault;
  readonly limits: Limits;
  readonly tellOperator: TellOperator;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Ends what is being told, so that another process can take its turn at once. */
  readonly signal: AbortSignal;
}

/** For how long one report is tried at a time, in ms: it is tried again later, and the turn to do so lasts 30 s. */
const REPORT_PATIENCE_MS = 10_000;

/** Who may use the bot, on whose pictures, what is kept of them, and how a picture is reported. */
export function createConsentParts({
  config,
  storage,
  vault,
  limits,
  tellOperator,
  logger,
  clock,
  signal,
}: ConsentPartsOptions) {
  const optOuts = createOptOuts(storage);
  const blocks = createBlocks(storage);
  const references = createReferences(storage, vault, clock);
  const reports = createReports({
    storage,
    vault,
    references,
    blocks,
    clock,
    async tell(report, record) {
      const tell = (words?: string) =>
        tellOperator(reportWords(report, record, words), { patienceMs: REPORT_PATIENCE_MS, signal });
      if ((await tell()) === 'told') return;
      await tell('(Discord did not take the words of this report.)');
    },
    onReport({ reference, reporterId }) {
      logger.info({ reference, user: reporterId }, 'Picture reported');
      // What fails here is tried again regularly.
      void reports.passOn().catch(() => undefined);
    },
  });
  return {
    optOuts,
    references,
    reports,
    access: createAccess({ ...config, blocks, optOuts }),
    forgetPerson: createForgetPerson({ storage, vault, limits }),
  };
}
