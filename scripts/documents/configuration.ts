import { z } from 'zod';
import { SECTIONS } from '../../src/config/variables.ts';

export interface Variable {
  readonly name: string;
  readonly meaning: string;
  /** As it would be written in `.env`; undefined when there is none. */
  readonly fallback: string | undefined;
  readonly isRequired: boolean;
  /** What a value should be, as the error about a bad one says it; undefined when any text will do. */
  readonly should: string | undefined;
}

/** No kind of variable accepts this, so each says what it accepts. */
const NO_VALUE = ' \0';
const WIDTH = 120;

/** Every variable, by the sections of the documents. */
export const sections: readonly { readonly title: string; readonly variables: readonly Variable[] }[] = Object.entries(
  SECTIONS,
).map(([title, variables]) => ({
  title,
  variables: Object.entries<z.ZodType>(variables).map(([name, schema]) => variable(name, schema)),
}));

function variable(name: string, schema: z.ZodType): Variable {
  const fallback =
    schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault ? String(schema.def.defaultValue) : undefined;
  const should = schema.safeParse(NO_VALUE).error?.issues[0]?.message;
  return {
    name,
    meaning: schema.description ?? '',
    fallback,
    isRequired: fallback === undefined && !(schema instanceof z.ZodOptional),
    should: should?.replace(/^should be /, ''),
  };
}

/** docs/configuration.md. */
export function configurationPage(): string {
  const body = sections.flatMap(({ title, variables }) => [`## ${title}`, ...variables.map(entry)]);
  return `${[
    '# Configuration',
    "Set these variables in the environment, or in `.env` in the project's folder (`ENV_FILE` names another file). The\nenvironment takes precedence. `npm run setup` writes the required ones, and `npm run doctor` checks them all. If a value\nis invalid, or a name looks like a misspelling of one of these, the bot exits with 78 and says which.",
    '<!-- Made from src/config/variables.ts by `npm run docs:configuration`. Change it there. -->',
    ...body,
  ].join('\n\n')}\n`;
}

function entry({ name, meaning, fallback, isRequired, should }: Variable): string {
  const value = isRequired ? '**Required.**' : `Default: ${fallback === undefined ? 'none' : `\`${fallback}\``}.`;
  const accepted = should === undefined ? '' : ` Must be ${should.replace(/\.?$/, '.')}`;
  return `### \`${name}\`\n\n${linked(meaning)}\n\n${value}${accepted}`;
}

/** The pages of this folder as links. */
function linked(text: string): string {
  return text.replaceAll(/docs\/([\w-]+\.md)/g, '[$1]($1)');
}

/** .env.example. */
export function envExample(): string {
  const body = sections.map(({ title, variables }) => {
    const heading = title === 'Required' ? [] : [`# --- ${title} `.padEnd(100, '-')];
    return [...heading, ...variables.map(setting)].join('\n');
  });
  return `${[
    '# Copy this file to .env in the same folder and fill in the first two variables, or let "npm run setup" do that. Everything\n# else has a default. Environment variables take precedence over this file. To use another file, set ENV_FILE in the\n# environment.',
    ...body,
  ].join('\n\n')}\n`;
}

function setting({ name, meaning, fallback = '', isRequired }: Variable): string {
  return `${wrapped(meaning.replaceAll('`', ''))}\n${isRequired ? '' : '# '}${name}=${fallback}`;
}

/** A comment in lines that fit. */
function wrapped(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length + 3 > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.map((line) => `# ${line}`).join('\n');
}
