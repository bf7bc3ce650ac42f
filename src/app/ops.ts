import { shardRanges } from '../discord/gateway/sharding/claim-table.ts';
import { createAlerts } from '../ops/alerts/alerts.ts';
import { createOperations } from '../ops/operations.ts';
import { OWN_PAGE, ownPage } from '../ops/own-page.ts';
import { createPictureCheck } from '../ops/health/picture-check.ts';
import { createSandboxNote } from '../ops/health/sandbox-note.ts';
import type { Base } from './base.ts';
import type { Connection } from './discord/connection.ts';
import type { Discord } from './discord/discord.ts';
import type { Interactions } from './discord/interactions.ts';
import type { Pictures } from './pictures.ts';
import type { Requests } from './requests.ts';
import type { Stores } from './stores.ts';

export type Ops = Awaited<ReturnType<typeof createOps>>;

export interface OpsParts {
  readonly stores: Stores;
  readonly discord: Pick<Discord, 'tellOperator'>;
  readonly pictures: Pick<Pictures, 'shelf' | 'warm' | 'isolation'>;
  readonly requests: Pick<Requests, 'aging' | 'queue'>;
  readonly connection: Pick<Connection, 'problem' | 'latency' | 'shards'>;
  readonly interactions: Pick<Interactions, 'posts'> | undefined;
}

/** What the operator sees: log lines, alerts, health page, metrics. It only listens, and reads the other parts. */
export async function createOps(base: Base, parts: OpsParts) {
  const { stores, discord, pictures, requests, connection, interactions } = parts;
  const { config, clock, logger, events, closing } = base;
  const { shelf, warm, isolation } = pictures;
  const owned = new AsyncDisposableStack();
  const { alert } = owned.use(createAlerts({ tell: discord.tellOperator, logger }));
  const pictureCheck = createPictureCheck({ warm, logger, alert, clock, signal: closing });
  const sandbox = createSandboxNote({ isolation, logger });
  const operations = owned.use(
    await createOperations({
      events,
      logger,
      clock,
      alert,
      server: config.server,
      outside(path) {
        if (path === OWN_PAGE) return { status: 200, body: ownPage(config.discord.token) };
        const picture = shelf.get(path);
        return picture && { status: 200, body: picture.bytes, type: picture.type };
      },
      ...(interactions && { posts: interactions.posts }),
      usage: stores.usage,
      atomic: stores.storage.atomic,
      dailyBudgetCalls: config.limits.dailyBudgetCalls,
      checkStorage: stores.storage.check,
      storageWarnings: stores.storage.warnings,
      pictureProblem: pictureCheck.problem,
      gatewayProblem: connection.problem,
      notes: () => [...shardNotes(connection.shards()), sandbox.note()].filter((note) => note !== undefined),
      readings: {
        waiting: () => requests.queue.waiting,
        active: () => requests.aging.active,
        gatewayLatency: connection.latency,
        shardsHeld: () => connection.shards()?.held.length ?? 0,
      },
    }),
  );
  return {
    /**
     * Serves health and metrics, and begins to check whether pictures can be opened.
     *
     * @throws {ListenError} when the server cannot be started.
     */
    async start() {
      if (!config.cornerMark)
        logger.warn('RESULT_MARK is off: aged pictures have no visible mark that says they are AI-altered');
      pictureCheck.start();
      sandbox.start();
      await operations.listen();
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

function shardNotes(shards: ReturnType<Connection['shards']>): string[] {
  return shards ? [`shards: ${shardRanges(shards.held) || 'none'} of ${shards.total}`] : [];
}
