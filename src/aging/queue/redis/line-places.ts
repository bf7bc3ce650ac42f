import type { Clock } from '../../../clock.ts';
import type { AgeRequest } from '../../request/age-request.ts';
import type { Outlook } from '../work-queue.ts';
import type { JobCodec } from './job-codec.ts';
import type { QueueScripts } from './engine/queue-scripts.ts';

/** What is known of a request from its place in the line to its release. */
export interface LinePlace {
  readonly round: number;
  /** Whether it will wait for others. */
  readonly waits: boolean;
}

export interface LinePlacesOptions {
  readonly scripts: () => QueueScripts;
  readonly codec: JobCodec;
  /** Requests that this process runs at once. */
  readonly width: number;
  readonly estimateMs: (ahead: number) => number;
  readonly clock: Clock;
}

/** The places of requests that are decided on, or acknowledged, by this process. */
export function createLinePlaces({ scripts, codec, width, estimateMs, clock }: LinePlacesOptions) {
  const places = new Map<string, LinePlace>();

  const leave = (request: AgeRequest) => {
    places.delete(request.id);
    // What is left behind ends by itself.
    void scripts()
      .leave(codec.placeOf(request))
      .catch(() => undefined);
  };

  return {
    async enter(request: AgeRequest): Promise<Outlook> {
      const { waiting, ahead, round, active, isNew } = await scripts().enter(codec.placeOf(request));
      // The same event can come twice, also to another process.
      if (isNew) places.set(request.id, { round, waits: ahead > 0 || active >= width });
      const giveBack = () => {
        if (isNew) leave(request);
      };
      return { waiting, startsAt: clock.now() + estimateMs(ahead), giveBack };
    },
    leave,
    find: ({ id }: AgeRequest) => places.get(id),
    forget: ({ id }: AgeRequest) => void places.delete(id),
  };
}
