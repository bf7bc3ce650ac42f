import type { ContextMenuCommandInteraction, ModalSubmitInteraction } from 'discord.js';
import { randomBytes } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ageTarget } from '../../../../commands/controls/age-target.ts';
import { askForAge } from '../../../../src/discord/commands/asking/ask-for-age.ts';
import type { CommandContext } from '../../../../src/discord/commands/command.ts';
import { createTargets } from '../../../../src/discord/commands/asking/targets.ts';
import { ExplainedError } from '../../../../src/i18n/explained-error.ts';
import { openMemoryStorage } from '../../../../src/storage/memory/memory-storage.ts';
import { StorageError } from '../../../../src/storage/storage.ts';
import { createVault } from '../../../../src/storage/sealing/vault.ts';
import { createFakeClock, settle } from '../../../support/fake-clock.ts';

const picture = { url: 'https://cdn.discordapp.com/attachments/1/2/me.png?hm=secret', spoiler: false, declared: {} };
const found = [{ picture, label: 'me.png' }];
const about = { command: 'age-this-photo', subject: { userId: '7', messageUrl: 'https://discord.com/channels/1/2/3' } };
const menu = { id: '5', locale: 'en-US', user: { id: '9' } } as ContextMenuCommandInteraction;

function startWorld() {
  const clock = createFakeClock();
  const storage = openMemoryStorage({ clock });
  const targets = createTargets(storage, createVault([randomBytes(32)]));
  const withForm = vi.fn<CommandContext['replies']['withForm']>(async () => undefined);
  const submit = vi.fn<CommandContext['submit']>(async () => undefined);
  const access = vi.fn<CommandContext['access']>(async () => undefined);
  const use = (over: Partial<CommandContext['targets']> = {}) =>
    ({
      extras: { receivedAt: clock.now() },
      operator: { minAge: 10 },
      targets: { ...targets, ...over },
      replies: { withForm },
      access,
      submit,
    }) as unknown as CommandContext;
  return { clock, storage, targets, withForm, access, submit, use };
}

/** The submitted form. */
function sent(userId: string) {
  const fields = { fields: new Map([['age', {}]]), getTextInputValue: () => '60' };
  return {
    id: '6',
    user: { id: userId },
    locale: 'en-US',
    fields,
    token: 't',
    applicationId: '1',
  } as unknown as ModalSubmitInteraction;
}

describe('the target of a menu', () => {
  test("a menu's target is stored by the form's id, without readable words in the store", async () => {
    const { use, targets, storage, withForm } = startWorld();
    await askForAge(menu, found, about, use());
    expect(withForm).toHaveBeenCalledWith(menu, expect.objectContaining({ custom_id: '2.age-target.5' }));
    expect(await targets.find('5')).toEqual({ ...about, userId: '9', pictures: [picture] });
    for await (const [, stored] of storage.table('targets', z.string()).entries())
      expect(stored).not.toContain('secret');
  });

  test("a menu's target is stored for 15 minutes", async () => {
    const { use, targets, clock } = startWorld();
    await askForAge(menu, found, about, use());
    await clock.advance(15 * 60_000 - 1);
    expect(await targets.find('5')).toBeDefined();
    await clock.advance(1);
    expect(await targets.find('5')).toBeUndefined();
  });

  test("a slow store doesn't delay the form", async () => {
    const { use, withForm } = startWorld();
    const stuck = { remember: () => new Promise<void>(() => undefined) };
    void askForAge(menu, found, about, use(stuck));
    await settle();
    expect(withForm).toHaveBeenCalledOnce();
  });

  test('a menu on a person who has opted out is refused before the form', async () => {
    const { use, withForm, access } = startWorld();
    access.mockRejectedValue(new ExplainedError('subject_opted_out'));
    await expect(askForAge(menu, found, about, use())).rejects.toMatchObject({ reason: 'subject_opted_out' });
    expect(access).toHaveBeenCalledWith(expect.objectContaining({ userId: '9', subject: about.subject }));
    expect(withForm).not.toHaveBeenCalled();
  });

  test('the form is shown if the store fails, because access is checked again at submission', async () => {
    const { use, withForm, access } = startWorld();
    access.mockRejectedValue(new StorageError('disk full'));
    await askForAge(menu, found, about, use());
    expect(withForm).toHaveBeenCalledOnce();
  });

  test("a target that couldn't be stored is only missed when the form is submitted", async () => {
    const { use, withForm, submit } = startWorld();
    const broken = { remember: () => Promise.reject(new StorageError('disk full')) };
    await askForAge(menu, found, about, use(broken));
    expect(withForm).toHaveBeenCalledOnce();
    await expect(ageTarget.execute(sent('9'), ['5'], use())).rejects.toMatchObject({ reason: 'target_forgotten' });
    expect(submit).not.toHaveBeenCalled();
  });

  test('only the person who used the menu can use its target', async () => {
    const { use, submit } = startWorld();
    await askForAge(menu, found, about, use());
    await expect(ageTarget.execute(sent('8'), ['5'], use())).rejects.toMatchObject({ reason: 'target_forgotten' });
    await ageTarget.execute(sent('9'), ['5'], use());
    expect(submit).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ age: 60, picture, subject: about.subject }),
    );
  });
});
