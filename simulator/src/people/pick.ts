import { ComponentType, type APIUser } from 'discord-api-types/v10';
import type { SeenMessage } from './view.ts';

/** @throws {Error} unless exactly one enabled button has this label or custom_id */
export function pickButton({ buttons }: SeenMessage, name: string): { label: string; data: object } {
  const named = buttons.filter(({ label, customId }) => [label, label.replace(/^\S+ /, ''), customId].includes(name));
  const offered = buttons.map(({ label }) => `[${label}]`).join(' ') || 'no buttons';
  const [button] = named;
  if (!button || named.length > 1) throw new Error(`there is not one button "${name}" but ${offered}`);
  if (button.disabled) throw new Error(`the button "${name}" is disabled`);
  if (button.customId === undefined) throw new Error(`the button "${name}" is a link`);
  return { label: button.label, data: { custom_id: button.customId, component_type: ComponentType.Button } };
}

/** @throws {Error} unless there is exactly one such menu and it offers the values */
export function pickOptions(
  seen: SeenMessage,
  values: (string | { id: string; user: APIUser })[],
  customId: string | undefined,
): { told: string; data: object } {
  const selects = seen.selects.filter(({ custom_id }) => customId === undefined || custom_id === customId);
  const [select] = selects;
  if (!select || selects.length > 1) throw new Error(`there is not one such select menu but ${selects.length}`);
  if (select.disabled === true) throw new Error('the select menu is disabled');
  const [least, most] = [select.min_values ?? 1, select.max_values ?? 1];
  if (values.length < least || values.length > most)
    throw new Error(`the select menu takes ${least} to ${most}, not ${values.length}`);
  const chosen = values.map((value) => (typeof value === 'string' ? value : value.id));
  const data = { custom_id: select.custom_id, component_type: select.type, values: chosen };
  if (select.type === ComponentType.StringSelect) {
    const missing = chosen.find((value) => !select.options.some((option) => option.value === value));
    if (missing !== undefined) throw new Error(`the select menu has no option "${missing}"`);
    const labels = select.options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
    return { told: labels.join(', '), data };
  }
  if (select.type !== ComponentType.UserSelect)
    throw new Error(`select menus of type ${select.type} are not simulated`);
  const people = values.filter((value) => typeof value !== 'string');
  const users = Object.fromEntries(people.map(({ id, user }) => [id, user]));
  return { told: people.map(({ user }) => user.username).join(', '), data: { ...data, resolved: { users } } };
}
