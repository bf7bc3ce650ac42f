import type { Clock } from '../clock.ts';
import { ExplainedError } from '../i18n/explained-error.ts';
import { patiently } from '../storage/patiently.ts';
import type { Blocks } from './blocks.ts';
import type { OptOuts } from './opt-outs.ts';

/** Who uses the bot, where, and with whose picture. */
export interface Visit {
  readonly userId: string;
  readonly venue: {
    /** A server that has installed the bot, the bot's direct messages, or any other place, through a user installation. */
    readonly context: 'guild' | 'dm' | 'user-install';
    /** The server, whether it or the person installed the bot. */
    readonly guildId?: string | undefined;
  };
  readonly subject?: { readonly userId?: string | undefined } | undefined;
  readonly picture?: { readonly avatarOf?: string | undefined } | undefined;
}

export interface AccessOptions {
  readonly blocks: Pick<Blocks, 'has'>;
  readonly optOuts: Pick<OptOuts, 'has'>;
  /** The operator's servers; `undefined` = all. */
  readonly allowedGuilds: ReadonlySet<string> | undefined;
  readonly directMessages: boolean;
  readonly userInstall: boolean;
}

/**
 * Checks that the operator, and the person whose picture it is, allow the request.
 *
 * @throws {ExplainedError} `no_direct_messages`, `no_user_install`, `not_in_this_server`, `blocked` or
 *   `subject_opted_out`.
 * @throws {StorageError}
 */
export type Access = (visit: Visit) => Promise<void>;

export function createAccess(options: AccessOptions): Access {
  const { blocks, optOuts, allowedGuilds, directMessages, userInstall } = options;
  return async ({ userId, venue: { context, guildId }, subject, picture }) => {
    if (context === 'dm' && !directMessages) throw new ExplainedError('no_direct_messages');
    if (context === 'user-install' && !userInstall) throw new ExplainedError('no_user_install');
    const isInServer = context === 'guild' || guildId !== undefined;
    if (isInServer && allowedGuilds && !allowedGuilds.has(guildId ?? ''))
      throw new ExplainedError('not_in_this_server');
    // People who have opted out can still age their own pictures.
    const others = [subject?.userId, picture?.avatarOf].filter((id) => id !== undefined && id !== userId);
    const [isBlocked, isBlockedHere, ...optedOut] = await Promise.all([
      blocks.has('user', userId),
      guildId !== undefined && blocks.has('server', guildId),
      ...new Set(others).values().map((id) => optOuts.has(id ?? '')),
    ]);
    if (isBlocked || isBlockedHere) throw new ExplainedError('blocked');
    if (optedOut.includes(true)) throw new ExplainedError('subject_opted_out');
  };
}

/** As `Access`, after the acknowledgement: a store that fails for a moment is asked again rather than ending a request. */
export type PatientAccess = (visit: Visit, signal: AbortSignal) => Promise<void>;

/** As long as a work queue waits for a store that is away, in ms. */
const PATIENCE_MS = 30_000;

export function createPatientAccess(access: Access, clock: Clock): PatientAccess {
  return (visit, signal) => patiently(() => access(visit), clock, signal, PATIENCE_MS);
}
