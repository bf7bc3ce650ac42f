import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const workflowSchema = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.looseObject({
      'timeout-minutes': z.number(),
      steps: z.array(z.looseObject({ uses: z.string().optional(), run: z.string().optional() })),
    }),
  ),
});

const files = globSync('.github/workflows/*.yml').toSorted();
const read = (file: string) => workflowSchema.parse(parse(readFileSync(file, 'utf8')));
const commandsOf = (name: string) =>
  Object.values(read(`.github/workflows/${name}.yml`).jobs).flatMap(({ steps }) => steps.map(({ run }) => run ?? ''));

describe.each(files.map((file) => [basename(file), file] as const))('%s', (_name, file) => {
  test('each action is pinned to a commit, beside the version that it is', () => {
    const uses = [...readFileSync(file, 'utf8').matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, action]) => action ?? '');
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((action) => !/^[\w./-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  test('a job gets no more rights than to read, unless it says so, and ends', () => {
    const { permissions } = read(file);
    expect(Object.entries(permissions).filter(([, right]) => right !== 'read')).toEqual([]);
  });

  test('no command contains what others can write, such as the title of a pull request', () => {
    const { jobs } = read(file);
    const commands = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
    expect(commands.filter((run) => /\$\{\{(?!\s*matrix\.)/.test(run))).toEqual([]);
  });
});

test('Renovate pins images and actions to digests, and keeps them so', () => {
  const { extends: presets } = z
    .object({ extends: z.array(z.string()) })
    .parse(JSON.parse(readFileSync('renovate.json', 'utf8')));
  expect(presets).toEqual(expect.arrayContaining(['docker:pinDigests', 'helpers:pinGitHubActionDigestsToSemver']));
});

test('known vulnerabilities are looked for on every change and every night, and everything is fuzzed every night', () => {
  expect(commandsOf('ci')).toContain('npm audit --omit=dev --audit-level=high');
  expect(commandsOf('nightly')).toEqual(expect.arrayContaining(['npm run check:advisories', 'npm run fuzz -- all 60']));
});

test('every night, all tests are run that a change does not wait for', () => {
  const workflow = readFileSync('.github/workflows/nightly.yml', 'utf8');
  const runs = Array.from(workflow.matchAll(/^\s+run: (.+)$/gm), ([, run = '']) => run);
  expect(runs).toEqual(expect.arrayContaining(['npm run test:soak', 'npm run test:http']));
  const shards = runs.flatMap((run) => /^EVERY_CASE=1 npm run test:long -- --shard=(\d+\/\d+)$/.exec(run)?.[1] ?? []);
  expect(shards).toEqual(shards.map((_, index) => `${index + 1}/${shards.length}`));
  expect(shards.length).toBeGreaterThan(0);
});

test('a release has a list of all that is in it, and its image a signed provenance', () => {
  expect(commandsOf('release').join('\n')).toMatch(/npm sbom --omit=dev --sbom-format=cyclonedx[^]*gh release upload/);
  const image = readFileSync('.github/workflows/release.yml', 'utf8');
  expect(image).toContain('sbom: true');
  expect(image).toMatch(/attest-build-provenance@[^]*subject-digest: \$\{\{ steps\.build\.outputs\.digest \}\}/);
});
