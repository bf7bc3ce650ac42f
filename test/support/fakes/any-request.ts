import type { AgeRequest } from '../../../src/aging/request/age-request.ts';

/** A typical request, except for the given fields. */
export function anyRequest(more: Partial<AgeRequest> = {}): AgeRequest {
  return {
    id: '1',
    command: 'age',
    userId: '2',
    locale: 'en-US',
    age: 60,
    picture: { url: 'https://cdn.discordapp.com/a.jpg', spoiler: false, declared: {} },
    private: false,
    uploadLimit: 10_485_760,
    deadline: Date.UTC(2026, 0, 1, 0, 15),
    channelIds: [],
    venue: { context: 'guild', guildId: '3', ageRestricted: false },
    route: {},
    ...more,
  };
}
