import { apiError } from '../../http/api-error.ts';
import { publishedGuild } from '../../world/published-guild.ts';
import type { Routes } from '../route.ts';

/** What an app can read about a guild that it is in. */
export const guildRoutes: Routes = (world) => [
  {
    method: 'GET',
    pattern: '/guilds/:',
    kind: 'get-guild',
    authorized: true,
    handle: (_, id = '') => {
      const guild = world.guilds.get(id);
      if (!guild?.botInstalled) throw apiError('unknownGuild');
      return { status: 200, body: publishedGuild(world, guild) };
    },
  },
];
