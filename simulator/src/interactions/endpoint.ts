import { setTimeout as delay } from 'node:timers/promises';
import { InteractionResponseType, InteractionType, type APIInteraction } from 'discord-api-types/v10';
import type { Faults } from '../http/faults.ts';
import { applyResponse } from '../rest/routes/callback.ts';
import type { InteractionState } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { post, type PostAnswer } from './post.ts';
import { makeSigningKey, type SignatureHeaders } from './signing.ts';

/** A request to the bot's interactions endpoint. */
export interface InteractionRequest {
  /** The interaction's id. */
  id: string;
  /** Undefined while it is under way, and when the connection broke before an answer. */
  status?: number;
}

/** Interactions over HTTP, instead of gateway events. */
export interface Interactions {
  /** The application's, 64 hex digits, which the bot needs. */
  readonly publicKey: string;
  /** Where interactions are sent; undefined: over the gateway. */
  readonly url: string | undefined;
  /** All requests that carried an interaction. */
  readonly requests: readonly InteractionRequest[];
  /** Each request is sent twice, as somebody could who has recorded it. */
  repeat: boolean;
  /**
   * Sets the application's Interactions Endpoint URL, or takes it away. Checks it as Discord does: the endpoint must
   * answer a PING, and refuse one with a bad signature.
   * @throws {Error} that says what the endpoint did wrong
   */
  setUrl(url: string | undefined): Promise<void>;
  /** The headers of a request with this body, signed now or at another time in ms since the epoch. */
  sign(body: string, at?: number): SignatureHeaders;
  /** Sends an interaction to the endpoint. */
  send(interaction: APIInteraction): void;
}

/** @see https://docs.discord.com/developers/interactions/overview#configuring-an-interactions-endpoint-url */
export function makeInteractions(world: World, faults: Faults): Interactions {
  const key = makeSigningKey();
  const requests: InteractionRequest[] = [];
  let url: string | undefined;

  const sign = (body: string, at = world.now()) => key.headers(body, Math.floor(at / 1000));

  const exchange = async (to: string, interaction: InteractionState, body: string): Promise<void> => {
    const { id, token } = interaction;
    const request: InteractionRequest = { id };
    requests.push(request);
    const fault = faults.pick({ method: 'POST', path: `/interactions/${id}/${token}`, kind: 'response' });
    const end = new AbortController();
    interaction.abort = () => end.abort();
    const answering = post(
      to,
      body,
      sign(body),
      AbortSignal.any([end.signal, AbortSignal.timeout(world.acknowledgementMs)]),
    );
    const answer = await answering;
    request.status = answer.status;
    world.notify();
    if (fault && 'delayMs' in fault) await delay(fault.delayMs);
    if (fault && 'until' in fault) await fault.until;
    if (fault && 'drop' in fault && fault.drop === 'before') giveUp(world, interaction);
    else take(world, interaction, answer);
  };

  const interactions: Interactions = {
    publicKey: key.publicKey,
    get url() {
      return url;
    },
    requests,
    repeat: false,
    sign,
    async setUrl(next) {
      if (next !== undefined) await validate(world, next, sign);
      url = next;
    },
    send(payload) {
      const interaction = world.interactions.get(payload.id);
      if (url === undefined || !interaction) throw new Error('there is no endpoint, or no such interaction');
      const body = JSON.stringify(payload);
      for (let times = interactions.repeat ? 2 : 1; times > 0; times -= 1) {
        // Discord tells nobody but the person.
        exchange(url, interaction, body).catch(() => interaction.callback ?? giveUp(world, interaction));
      }
    },
  };
  return interactions;
}

/** The person reads "The application did not respond". */
function giveUp(world: World, interaction: InteractionState): void {
  interaction.givenUp = true;
  world.notify();
}

/** Does what the response to an interaction says. @throws what a callback would be refused for */
function take(world: World, interaction: InteractionState, { status, type, body }: PostAnswer): void {
  const where = `the response to ${interaction.title}`;
  // The bot answers with a callback, or has already done so.
  if (status === 202) {
    if (body !== '') world.problems.push(`${where}: 202 has no body`);
    return;
  }
  if (status !== 200) return giveUp(world, interaction);
  if (!isJson(type)) world.problems.push(`${where}: its Content-Type is ${JSON.stringify(type)}`);
  const read = parsed(body);
  if (read === undefined) {
    world.problems.push(`${where}: it is no JSON`);
    return giveUp(world, interaction);
  }
  applyResponse(world, interaction, {
    method: 'POST',
    path: `/interactions/${interaction.id}/${interaction.token}/callback`,
    query: new URLSearchParams(),
    body: read,
    files: [],
    where,
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isJson(type: string): boolean {
  return /^application\/json\b/.test(type);
}

async function validate(world: World, url: string, sign: Interactions['sign']): Promise<void> {
  const body = JSON.stringify({
    id: world.nextId(),
    application_id: world.applicationId,
    type: InteractionType.Ping,
    token: 'a-ping-has-no-use-for-it',
    version: 1,
    user: world.owner,
    entitlements: [],
    authorizing_integration_owners: {},
  });
  const ping = (headers: SignatureHeaders) => post(url, body, headers, AbortSignal.timeout(world.patienceMs));
  const forged = await ping({ ...sign(body), 'x-signature-ed25519': '0'.repeat(128) });
  if (forged.status !== 401) throw unverified(`a bad signature was answered with ${forged.status}, not 401`);
  const pong = await ping(sign(body));
  const { type } = Object(pong.status === 200 && parsed(pong.body)) as { type?: InteractionResponseType };
  if (type !== InteractionResponseType.Pong) throw unverified(`a PING was answered with ${pong.status} and no PONG`);
  if (!isJson(pong.type)) throw unverified(`the Content-Type of a PONG was ${JSON.stringify(pong.type)}`);
}

function unverified(why: string): Error {
  return new Error(`The specified interactions endpoint url could not be verified: ${why}`);
}
