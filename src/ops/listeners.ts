import type { Logger } from './log/logger.ts';
import { ListenError, startServer, type RouteHandler, type Routes, type ServerOptions } from './server.ts';

/** Where the bot listens. */
export interface ListenerOptions extends Pick<ServerOptions, 'host' | 'publicUrl'> {
  /** 0 = off. */
  readonly port: number;
  /** Of the pages for the operator where `port` is public; 0 = off. `undefined` is the port after `port`. */
  readonly internalPort: number | undefined;
  readonly internalHost: string;
}

export interface Pages extends Pick<Routes, 'outside' | 'posts'> {
  /** Whether people can be served, by path. */
  readonly health: Readonly<Record<string, RouteHandler>>;
  /** All else that only the operator should see. */
  readonly figures: Readonly<Record<string, RouteHandler>>;
}

/**
 * Serves everything on one port if nothing is public. Otherwise, that port serves what is public, and the pages of the
 * operator have one of their own. Health checks of the same machine still get a status on both.
 *
 * @throws {ListenError} when a port that was asked for can't be used.
 */
export async function startListeners(
  options: ListenerOptions,
  { health, figures, outside, posts }: Pages,
  { warn }: Pick<Logger, 'warn'>,
): Promise<AsyncDisposable> {
  const { port, host, publicUrl, internalPort, internalHost } = options;
  await using listeners = new AsyncDisposableStack();
  const internal = { ...health, ...figures };
  const isPublic = publicUrl !== undefined || posts !== undefined;
  const startInternal = async (chosen: number) => {
    const named = { port: 'INTERNAL_PORT', host: 'INTERNAL_HOST' };
    listeners.use(await startServer({ port: chosen, host: internalHost, named }, { internal }));
  };

  if (port > 0) {
    const pages = isPublic ? { local: health, outside, posts } : { internal, outside };
    listeners.use(await startServer({ port, host, publicUrl }, pages));
  }
  if (internalPort !== undefined) {
    if (internalPort > 0) await startInternal(internalPort);
  } else if (isPublic && port > 0) {
    // Nobody asked for this port, so it's no reason not to start.
    await startInternal(port + 1).catch((error: unknown) => {
      if (!(error instanceof ListenError)) throw error;
      warn({ err: error }, 'Metrics are not served: INTERNAL_PORT is not set, and the port after PORT is not free');
    });
  }
  return listeners.move();
}
