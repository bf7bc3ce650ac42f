import { EndpointError } from '../../endpoint/endpoint-error.ts';
import type { AgeRequest } from '../request/age-request.ts';
import type { OpenedPicture } from './pictures.ts';
import type { Loan, PictureHost } from '../request/ports.ts';
import type { Shelf } from '../../picture/shelf.ts';

/** Finds the link by which the endpoint fetches a picture. */
export interface Lending extends Links {
  /** Where several calls are for one picture, Discord is given it once for all of them, until this is disposed of. */
  forSeveral(): Links & AsyncDisposable;
}

export interface Links {
  /**
   * Calls `use` with a link that is good meanwhile, to be read afresh for each try: the photo's own where it suits, else
   * one of a host. A photo whose own link the endpoint cannot fetch is lent by the bot itself, where it can be reached
   * from outside, and so are all later ones.
   *
   * @throws {ExplainedError} `picture_not_passed_on`, or what `use` throws.
   */
  withLink<T>(
    request: AgeRequest,
    picture: OpenedPicture,
    signal: AbortSignal,
    use: (link: () => string) => Promise<T>,
  ): Promise<T>;
}

export interface LendingOptions {
  /** At `PUBLIC_URL`; `undefined` without one. */
  readonly ownHost: PictureHost | undefined;
  readonly discordHost: PictureHost;
}

export function createLending({ ownHost, discordHost }: LendingOptions): Lending {
  let avoidsDiscord = false;

  const lend = async (
    host: PictureHost,
    request: AgeRequest,
    picture: OpenedPicture,
    signal: AbortSignal,
  ): Promise<Loan> => {
    const { link } = picture;
    if (ownHost && (avoidsDiscord || !link)) return await ownHost.lend(request, await picture.bytes(signal), signal);
    if (!link) return await host.lend(request, await picture.bytes(signal), signal);
    // The call may take minutes, and hardly ever are they needed again.
    picture.letGo();
    return borrowed(link);
  };

  const linksBy = (host: PictureHost): Links => ({
    async withLink(request, picture, signal, use) {
      try {
        await using loan = await lend(host, request, picture, signal);
        return await use(() => loan.url);
      } catch (error) {
        const isUnreachable = error instanceof EndpointError && error.reason === 'picture_unreachable';
        if (!isUnreachable || !ownHost || avoidsDiscord || !picture.link) throw error;
        await using loan = await ownHost.lend(request, await picture.bytes(signal), signal);
        const result = await use(() => loan.url);
        avoidsDiscord = true;
        return result;
      }
    },
  });

  return {
    ...linksBy(discordHost),
    forSeveral() {
      const host = keepingLast(discordHost);
      return { ...linksBy(host), [Symbol.asyncDispose]: () => host[Symbol.asyncDispose]() };
    },
  };
}

/** Takes back what it lent only when another picture comes, or when it is disposed of. */
function keepingLast(host: PictureHost): PictureHost & AsyncDisposable {
  let last: { readonly picture: Uint8Array; readonly loan: Loan } | undefined;
  const takeBack = async () => {
    const { loan } = last ?? {};
    last = undefined;
    await loan?.[Symbol.asyncDispose]();
  };
  return {
    async lend(request, picture, signal) {
      if (last?.picture !== picture) {
        await takeBack();
        last = { picture, loan: await host.lend(request, picture, signal) };
      }
      return borrowed(last.loan.url);
    },
    [Symbol.asyncDispose]: takeBack,
  };
}

/** A link that stays good whether it is given back or not. */
function borrowed(url: string): Loan {
  return { url, [Symbol.asyncDispose]: () => Promise.resolve() };
}

/** Lends pictures from the bot's own server, reached from outside at `publicUrl`. */
export function createShelfHost(shelf: Shelf, publicUrl: string): PictureHost {
  return {
    async lend(_request, picture) {
      let path: string | undefined;
      const takeBack = () => {
        if (path !== undefined) shelf.take(path);
      };
      return {
        // A call may wait for minutes before it is made, or made again: each gets an address of its own, and its time.
        get url() {
          takeBack();
          path = shelf.put(picture);
          return `${publicUrl}${path}`;
        },
        async [Symbol.asyncDispose]() {
          takeBack();
        },
      };
    },
  };
}
