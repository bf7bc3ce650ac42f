import { DefaultUserAgent } from 'discord.js';
import { createPictures } from '../aging/making/pictures.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../ops/logger.ts';
import { createFileFetches } from '../picture/fetching/file-fetches.ts';
import { createPictureMemory } from '../picture/picture-memory.ts';
import { createPictureWorkshop } from '../picture/picture-workshop.ts';

export interface PicturePartsOptions {
  readonly config: Pick<Config, 'discord' | 'endpoint' | 'cornerMark' | 'pictureMemoryBytes'>;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** How pictures are fetched, opened and made, and how many bytes of them are held at once; closed with `parts`. */
export function createPictureParts(parts: AsyncDisposableStack, { config, logger, clock }: PicturePartsOptions) {
  const { discord, endpoint, cornerMark, pictureMemoryBytes } = config;
  if (!cornerMark) {
    logger.warn('RESULT_MARK is off: nothing in the aged pictures themselves shows people that they are AI-altered');
  }
  const files = parts.use(
    createFileFetches({
      discordApiUrl: discord.apiUrl,
      discordIsPublic: discord.isPublicApi,
      discordUserAgent: DefaultUserAgent,
      endpointBaseUrl: endpoint.baseUrl,
    }),
  );
  const workshop = parts.use(createPictureWorkshop({ limits: { maxSide: 2000, minSide: 64, maxBytes: 3_700_000 } }));
  const memory = createPictureMemory(pictureMemoryBytes);
  const pictures = createPictures({
    discordFiles: files.discord,
    resultFiles: files.results,
    workshop,
    memory,
    clock,
    cornerMark,
  });
  return { pictures, memory, warm: workshop.warm };
}
