import { DefaultUserAgent } from 'discord.js';
import { createPictures as createAgingPictures } from '../aging/making/pictures.ts';
import { createFileFetches, type FileFetches } from '../picture/fetching/file-fetches.ts';
import { createPictureMemory } from '../picture/picture-memory.ts';
import { createPictureWorkshop, type ConfinedWorkshop } from '../picture/picture-workshop.ts';
import { createShelf } from '../picture/shelf.ts';
import type { Base } from './base.ts';
import type { Endpoint } from './endpoint.ts';

export type Pictures = ReturnType<typeof createPictures>;

/** Downloads from Discord and from the endpoint's side. */
export function createFiles(
  { config: { discord } }: Pick<Base, 'config'>,
  { client }: Pick<Endpoint, 'client'>,
): FileFetches {
  return createFileFetches({
    discordApiUrl: discord.apiUrl,
    discordIsPublic: discord.isPublicApi,
    discordUserAgent: DefaultUserAgent,
    trustedResultHosts: client.trustedResultHosts,
  });
}

/** How pictures are opened and made, how many bytes of them are in memory, and those lent at `PUBLIC_URL`. */
export function createPictures(
  { config, clock }: Pick<Base, 'config' | 'clock'>,
  files: FileFetches,
  { client }: Pick<Endpoint, 'client'>,
  given?: ConfinedWorkshop,
) {
  const parts = new AsyncDisposableStack();
  const shelf = parts.use(createShelf(clock));
  const workshop =
    given ??
    parts.use(
      createPictureWorkshop({ limits: client.pictureLimits, sandbox: config.pictureSandbox, heic: config.heic }),
    );
  const memory = createPictureMemory(config.pictureMemoryBytes);
  const picturesOf = createAgingPictures({
    discordFiles: files.discord,
    resultFiles: files.results,
    workshop,
    memory,
    clock,
    cornerMark: config.cornerMark,
    findFaces: config.faces.faceDetection,
  });
  const { warm, isolation } = workshop;
  return { picturesOf, memory, shelf, warm, isolation, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}
