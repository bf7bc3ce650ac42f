import { DefaultUserAgent } from 'discord.js';
import { createPictures as createAgingPictures } from '../aging/making/pictures.ts';
import { createFileFetches, type FileFetches } from '../picture/fetching/file-fetches.ts';
import { createPictureMemory } from '../picture/picture-memory.ts';
import { createPictureWorkshop } from '../picture/picture-workshop.ts';
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
) {
  const parts = new AsyncDisposableStack();
  const shelf = parts.use(createShelf(clock));
  const workshop = parts.use(createPictureWorkshop({ limits: client.pictureLimits }));
  const memory = createPictureMemory(config.pictureMemoryBytes);
  const pictures = createAgingPictures({
    discordFiles: files.discord,
    resultFiles: files.results,
    workshop,
    memory,
    clock,
    cornerMark: config.cornerMark,
  });
  return { pictures, memory, shelf, warm: workshop.warm, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}
