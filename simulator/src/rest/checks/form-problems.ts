import { z } from 'zod';
import { formRuleIssues } from './component-rules.ts';
import { describedForm } from './description.ts';

/** What Discord would refuse in a form, which is the `data` of a callback that opens one. Empty if nothing. */
export function formProblems(form: { readonly components: readonly unknown[] }): string[] {
  const { error } = z.core.safeParse(describedForm, form);
  const described = (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
  const ruled = formRuleIssues(form.components, []).map(({ path, message }) => `${path.join('.')}: ${message}`);
  return [...described, ...ruled];
}
