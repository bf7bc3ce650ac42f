import { EndpointError } from '../../endpoint/endpoint-error.ts';
import type { AgeRequest } from '../request/age-request.ts';
import type { OpenedPicture } from './pictures.ts';
import type { Loan, PictureHost } from '../request/ports.ts';
import type { Shelf } from '../../picture/shelf.ts';

/** Gives the endpoint links from which it can download pictures. */
export interface Lending extends Links {
  /** For several calls with one picture: it is uploaded to Discord once, and removed when this is disposed of. */
  forSeveral(): Links & AsyncDisposable;
}

export interface Links {
  /**
   * Calls `use` with a function that gives a valid link for each attempt: the photo's own link if the endpoint accepts
   * the photo unchanged, else a host's link. If the endpoint can't download a photo from its own link, the bot's own
   * server hosts this photo and all later ones, provided that it can be reached from outside.
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
    // The call can take minutes, and the bytes are rarely needed again.
    picture.release();
    return borrowed(link);
  };

  const linksBy = (host: PictureHost): Links => ({
    async withLink(request, picture, signal, use) {
      try {
        await using loan = await lend(host, request, picture, signal);
        return await use(() => loan.link());
      } catch (error) {
        const isUnreachable = error instanceof EndpointError && error.reason === 'picture_unreachable';
        if (!isUnreachable || !ownHost || avoidsDiscord || !picture.link) throw error;
        await using loan = await ownHost.lend(request, await picture.bytes(signal), signal);
        const result = await use(() => loan.link());
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

/** Keeps the last picture hosted until another one comes, or until it is disposed of. */
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
      return borrowed(last.loan.link());
    },
    [Symbol.asyncDispose]: takeBack,
  };
}

/** A link that stays valid when this loan ends. */
function borrowed(url: string): Loan {
  return { link: () => url, [Symbol.asyncDispose]: () => Promise.resolve() };
}

/** Hosts pictures on the bot's own server, which is reached from outside at `publicUrl`. */
export function createShelfHost(shelf: Shelf, publicUrl: string): PictureHost {
  return {
    async lend(_request, picture) {
      let path: string | undefined;
      const takeBack = () => {
        if (path !== undefined) shelf.take(path);
      };
      return {
        // A call can wait for minutes before an attempt, so each attempt gets a new address with its own lifetime.
        link: () => {
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
