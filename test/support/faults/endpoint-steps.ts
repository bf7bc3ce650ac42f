import { expect } from 'vitest';
import type { Step } from 'discord-simulator/endpoint';
import type { Reason } from '../../../src/i18n/explained-error.ts';
import { countCalls, expectNothingLeft, expectSentence, expectTakenBack, logOf } from '../expectations.ts';
import type { World } from '../world.ts';

export const TRACE = '2cf86e86-22a4-46e1-ac2f-032c0f2a4e89';

/** An error as in the endpoint's guide. */
export const envelope = (code: string, message: string) => ({
  success: false,
  error: { code, message },
  trace_id: TRACE,
});

/** An error of the endpoint's supplier, in its most likely form. */
export const tencent = (code: string, message = '') =>
  envelope('api_error', `[TencentCloudSDKException] code:${code} message:${message}`);

export const answers = (status: number, body?: unknown): Step => ({ answer: { status, body } });

/**
 * Asks while every call fails in this way.
 * @returns the log line of the last call
 */
export async function askWhileFailing(world: World, step: Step, reason: Reason, calls: number) {
  const channel = world.newChannel();
  const counted = countCalls(world);
  world.endpoint.script(() => step);
  const asked = await world.ask({ channel });
  await expectSentence(asked, reason);
  expectTakenBack(asked);
  expectNothingLeft(channel);
  expect(counted().calls).toBe(calls);
  await world.discord.until(() => logOf(world, asked).some(({ msg }) => msg === 'Request failed'));
  const lines = logOf(world, asked).filter(({ msg }) => String(msg).startsWith('Endpoint call failed'));
  expect(lines).toHaveLength(calls);

  // A person's mistake proves that the endpoint works, so that faults of different tests don't add up.
  world.endpoint.script([answers(500, tencent('FailedOperation.DetectNoFace'))]);
  await expectSentence(await world.ask({ channel: world.newChannel() }), 'no_face');
  return lines.at(-1);
}

/** Holds calls of the endpoint until they are released. */
export function held(step: Step = {}): { step: Step; release: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { step: { ...step, until: promise }, release: resolve };
}
