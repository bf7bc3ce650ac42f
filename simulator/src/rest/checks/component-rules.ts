import { ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import { LIMITS, RULES } from './beyond-the-description.ts';
import type { FormIssue } from './issues.ts';

type Component = Readonly<Record<string, unknown>>;

/** Problems of components that comply with the description. `at` is the list's position in the body. */
export function componentIssues(components: readonly unknown[], flags: number, at: readonly string[]): FormIssue[] {
  const isV2 = (flags & MessageFlags.IsComponentsV2) !== 0;
  const all = walk(components, at);
  return [
    ...(isV2 ? [] : classicIssues(components as Component[], at)),
    ...all.flatMap(({ component, path }) => [
      ...(component['type'] === ComponentType.Button ? buttonIssues(component, path) : []),
      ...(component['type'] === ComponentType.ActionRow ? rowIssues(component, path) : []),
      ...(component['type'] === ComponentType.File ? fileIssues(component, path) : []),
    ]),
  ];
}

/** Problems of a form that complies with the description. */
export function formRuleIssues(components: readonly unknown[], at: readonly string[]): FormIssue[] {
  const path = [...at, 'components'];
  const all = walk(components, path);
  const ids = all.map(({ component }) => component['custom_id']).filter((id) => id !== undefined);
  return [
    ...(components.length > LIMITS.modal.max ? [tooMany(path, LIMITS.modal.max)] : []),
    ...(new Set(ids).size < ids.length
      ? [{ path, code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message: RULES.distinctCustomIds.message }]
      : []),
    ...all.flatMap(({ component, path: row }) => {
      if (component['type'] !== ComponentType.ActionRow) return [];
      const inner = component['components'] as Component[];
      return inner.length === 1 ? [] : [tooMany([...row, 'components'], 1)];
    }),
  ];
}

const tooMany = (path: PropertyKey[], most: number): FormIssue => ({
  path,
  code: 'BASE_TYPE_BAD_LENGTH',
  message: `Must be ${most} or fewer in length.`,
});
const invalid = (path: PropertyKey[], { message }: { message: string }): FormIssue => ({
  path,
  code: 'BASE_TYPE_INVALID',
  message,
});

/** All components with their positions, outer ones first. */
function walk(list: readonly unknown[], at: readonly PropertyKey[]): { component: Component; path: PropertyKey[] }[] {
  return (list as Component[]).flatMap((component, index) => {
    const path = [...at, index];
    const inner = walk((component['components'] ?? []) as unknown[], [...path, 'components']);
    const beside = ['accessory', 'component'].flatMap((name) => {
      const child = component[name] as Component | undefined;
      return child ? [{ component: child, path: [...path, name] }] : [];
    });
    return [{ component, path }, ...inner, ...beside];
  });
}

/** Without IS_COMPONENTS_V2: up to five rows and nothing else. */
function classicIssues(components: readonly Component[], at: readonly string[]): FormIssue[] {
  const other = components.flatMap(({ type }, index): FormIssue[] => {
    if (type === ComponentType.ActionRow) return [];
    const { message } = RULES.classicComponents;
    return [{ path: [...at, index, 'type'], code: 'UNION_TYPE_CHOICES', message }];
  });
  return components.length > LIMITS.rows.max ? [...other, tooMany([...at], LIMITS.rows.max)] : other;
}

function buttonIssues(button: Component, path: PropertyKey[]): FormIssue[] {
  const { style, url, custom_id, label, emoji, sku_id } = button;
  const isLink = style === ButtonStyle.Link;
  return [
    ...((isLink ? !url || custom_id : url) ? [invalid(path, RULES.linkButton)] : []),
    ...(Number(style) < ButtonStyle.Link && !custom_id
      ? [{ path: [...path, 'custom_id'], code: 'BASE_TYPE_REQUIRED', message: RULES.customId.message }]
      : []),
    ...(label || emoji || sku_id ? [] : [invalid(path, RULES.buttonFace)]),
  ];
}

function rowIssues(row: Component, path: PropertyKey[]): FormIssue[] {
  const inner = row['components'] as Component[];
  const isFine = inner.length === 1 || inner.every(({ type }) => type === ComponentType.Button);
  return isFine ? [] : [invalid([...path, 'components'], RULES.row)];
}

function fileIssues({ file }: Component, path: PropertyKey[]): FormIssue[] {
  const { url } = file as { url: string };
  return url.startsWith('attachment://') ? [] : [invalid([...path, 'file', 'url'], RULES.file)];
}
