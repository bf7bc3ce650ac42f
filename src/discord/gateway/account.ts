import { Routes, type APIApplication, type APIGatewayBotInfo, type APIUser, type REST } from 'discord.js';
import { statusOf } from '../rest/answer-rest.ts';
import { tokenRefused } from './login-error.ts';

/** Who the bot is, as Discord says at the start of a session, but not where a session is resumed. */
export interface Account {
  readonly user: APIUser;
  readonly application: APIApplication;
}

/** How to connect, and who the bot is, unless only the start of a session tells. */
export interface Introduction {
  readonly gatewayInformation: APIGatewayBotInfo;
  readonly account: Account | undefined;
}

/**
 * Asks who the bot is, and how it should connect.
 *
 * @throws {LoginError} if Discord doesn't accept the token; what the REST client throws; the signal's reason.
 */
export async function readAccount(rest: REST, signal: AbortSignal): Promise<Introduction> {
  try {
    const [application, gatewayInformation] = await Promise.all([
      ifServed(rest.get(Routes.currentApplication(), { signal }) as Promise<APIApplication>),
      readGatewayInformation(rest, signal),
    ]);
    if (!application) return { account: undefined, gatewayInformation };
    const user = application.bot ?? ((await rest.get(Routes.user(), { signal })) as APIUser);
    return { account: { application, user }, gatewayInformation };
  } catch (error) {
    throw statusOf(error) === 401 ? tokenRefused(error) : error;
  }
}

/** A proxy or a simulator may support only the requests that discord.js itself makes. */
async function ifServed<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const status = statusOf(error);
    if (status === 404 || status === 405 || status === 501) return undefined;
    throw error;
  }
}

/** The address of the gateway, the number of shards that Discord advises, and how many session starts are left. */
export async function readGatewayInformation(rest: REST, signal: AbortSignal): Promise<APIGatewayBotInfo> {
  return (await rest.get(Routes.gatewayBot(), { signal })) as APIGatewayBotInfo;
}
