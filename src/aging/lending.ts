import { EndpointError } from '../endpoint/endpoint-error.ts';
import type { AgeRequest } from './age-request.ts';
import type { OpenedPicture } from './pictures.ts';
import type { Loan, PictureHost } from './ports.ts';
import type { Shelf } from '../picture/shelf.ts';

/** Finds the link by which the endpoint fetches a picture. */
export interface Lending {
  /**
   * Calls `use` with a link that is good meanwhile: the photo's own where it suits, else one of a host. A photo whose
   * own link the endpoint cannot fetch is lent by the bot itself, where it can be reached from outside, and so are all
   * later ones.
   *
   * @throws {ExplainedError} `picture_not_passed_on`, or what `use` throws.
   */
  withLink<T>(
    request: AgeRequest,
    picture: OpenedPicture,
    signal: AbortSignal,
    use: (url: string) => Promise<T>,
  ): Promise<T>;
}

export interface LendingOptions {
  /** At `PUBLIC_URL`; `undefined` without one. */
  readonly ownHost: PictureHost | undefined;
  readonly discordHost: PictureHost;
}

export function createLending({ ownHost, discordHost }: LendingOptions): Lending {
  let avoidsDiscord = false;

  const lend = async (request: AgeRequest, { link, bytes }: OpenedPicture, signal: AbortSignal): Promise<Loan> => {
    if (ownHost && (avoidsDiscord || !link)) return await ownHost.lend(request, bytes, signal);
    if (link) return { url: link, [Symbol.asyncDispose]: () => Promise.resolve() };
    return await discordHost.lend(request, bytes, signal);
  };

  return {
    async withLink(request, picture, signal, use) {
      try {
        await using loan = await lend(request, picture, signal);
        return await use(loan.url);
      } catch (error) {
        const isUnreachable = error instanceof EndpointError && error.reason === 'picture_unreachable';
        if (!isUnreachable || !ownHost || avoidsDiscord || !picture.link) throw error;
        await using loan = await ownHost.lend(request, picture.bytes, signal);
        const result = await use(loan.url);
        avoidsDiscord = true;
        return result;
      }
    },
  };
}

/** Lends pictures from the bot's own server, reached from outside at `publicUrl`. */
export function createShelfHost(shelf: Shelf, publicUrl: string): PictureHost {
  return {
    async lend(_request, picture) {
      const path = shelf.put(picture);
      return {
        url: `${publicUrl}${path}`,
        async [Symbol.asyncDispose]() {
          shelf.take(path);
        },
      };
    },
  };
}
