import { expect } from 'vitest';
import type { Step } from 'discord-simulator/endpoint';
import type { Reason } from '../../../src/i18n/explained-error.ts';
import { countCalls, expectNothingLeft, expectSentence, expectTakenBack, logOf } from '../expectations.ts';
import type { World } from '../world.ts';

export const TRACE = '2cf86e86-22a4-46e1-ac2f-032c0f2a4e89';

/** An error as the endpoint's guide has it. */
export const envelope = (code: string, message: string) => ({
  success: false,
  error: { code, message },
  trace_id: TRACE,
});

/** An error of the endpoint's supplier, as far as it can be guessed how it comes through. */
export const tencent = (code: string, message = '') =>
  envelope('api_error', `[TencentCloudSDKException] code:${code} message:${message}`);

export const answers = (status: number, body?: unknown): Step => ({ answer: { status, body } });

/** Asks while every call goes wrong in this way. @returns what the log says of the last call. */
export async function askInVain(world: World, step: Step, reason: Reason, calls: number) {
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

  // A person's own mistake proves that the endpoint works, so that one test's faults do not add up with another's.
  world.endpoint.script([answers(500, tencent('FailedOperation.DetectNoFace'))]);
  await expectSentence(await world.ask({ channel: world.newChannel() }), 'no_face');
  return lines.at(-1);
}

/** Keeps calls of the endpoint until they are let go. */
export function held(step: Step = {}): { step: Step; release: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { step: { ...step, until: promise }, release: resolve };
}
