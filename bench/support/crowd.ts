import { setTimeout as delay } from 'node:timers/promises';
import { InteractionResponseType } from 'discord-api-types/v10';
import type { Channel, Discord, InteractionState } from 'discord-simulator';
import type { CannedEndpoint } from './canned-endpoint.ts';

export interface CrowdOrder {
  readonly requests: number;
  readonly atOnce: number;
  /** Milliseconds between the end of a request and the next one. */
  readonly pauseMs?: number;
  readonly photo: Buffer;
}

/** When each thing happened to one request, in ms since it was sent; -1 = never. */
export interface Course {
  readonly acknowledged: number;
  readonly photoAsked: number;
  readonly called: number;
  readonly calledBack: number;
  readonly resultAsked: number;
  readonly uploading: number;
  readonly answered: number;
}

export interface CrowdReport {
  readonly wholeMs: number;
  /** Where several were at once, only acknowledgements and answers are those of one request. */
  readonly courses: readonly Course[];
  readonly unanswered: number;
}

interface Place {
  readonly discord: Discord;
  readonly endpoint: CannedEndpoint;
  readonly place: Channel;
  readonly now: () => number;
}

/**
 * Has people ask, `atOnce` at a time, until all are answered with a picture or refused at once, or `patienceMs` have
 * passed.
 */
export async function crowd(world: Place, order: CrowdOrder, patienceMs: number): Promise<CrowdReport> {
  const { requests, atOnce, pauseMs = 0 } = order;
  const startedAt = world.now();
  const late = startedAt + patienceMs;
  world.discord.patienceMs = patienceMs;
  const courses: Course[] = [];
  let left = requests;
  let unanswered = 0;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      const course = await ask(world, order.photo, late);
      if (course) courses.push(course);
      else unanswered += 1;
      if (pauseMs > 0) await delay(pauseMs);
    }
  };
  if (atOnce < requests) await Promise.all(Array.from({ length: atOnce }, one));
  else {
    // One watcher for all, who looks only at the first that is left: else they would be what is measured.
    let first = 0;
    const asked = await Promise.all(Array.from({ length: requests }, () => send(world, order.photo)));
    const allAnswered = () => {
      for (let state = asked[first]; state && isOver(state); state = asked[first]) first += 1;
      return first === asked.length;
    };
    await world.discord.until(() => allAnswered() || world.now() > late);
    courses.push(...asked.filter(isAnswered).map((state) => courseOf(world, state, 0)));
    unanswered = asked.length - courses.length;
  }
  const wholeMs = world.now() - startedAt;
  return { wholeMs, courses, unanswered };
}

async function send({ discord, place }: Place, bytes: Buffer): Promise<InteractionState> {
  const person = discord.addUser({ name: 'Somebody' });
  const image = { bytes, filename: 'photo.jpg' };
  return (await person.slash({ channel: place, command: 'age', options: { image, age: 60 } })).state;
}

async function ask(world: Place, photo: Buffer, late: number): Promise<Course | undefined> {
  const requestsBefore = world.discord.requests.length;
  const state = await send(world, photo);
  await world.discord.until(() => isOver(state) || world.now() > late);
  return isAnswered(state) ? courseOf(world, state, requestsBefore) : undefined;
}

/** A refusal is said in place of an acknowledgement. */
function isOver(state: InteractionState): boolean {
  return isAnswered(state) || state.callback?.type === InteractionResponseType.ChannelMessageWithSource;
}

function isAnswered({ history }: InteractionState): boolean {
  return history.some(({ kind, message }) => kind === 'edit-original' && (message?.pictures.length ?? 0) > 0);
}

function courseOf({ discord, endpoint }: Place, state: InteractionState, requestsBefore: number): Course {
  const since = (at: number | undefined) => (at === undefined ? -1 : at - state.createdAt);
  const requests = discord.requests.slice(requestsBefore);
  const call = endpoint.calls.at(-1);
  return {
    acknowledged: since(state.callback?.at),
    photoAsked: since(requests.find(({ kind }) => kind === 'cdn')?.at),
    called: since(call?.askedAt),
    calledBack: since(call?.answeredAt),
    resultAsked: since(call?.fetchedAt),
    uploading: since(requests.findLast(({ kind }) => kind === 'edit-original')?.at),
    answered: since(state.history.at(-1)?.at),
  };
}
