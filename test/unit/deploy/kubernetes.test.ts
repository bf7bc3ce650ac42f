import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { BlockList } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const run = promisify(execFile);
const FOLDER = 'deploy/kubernetes';
const manifestSchema = z.looseObject({ apiVersion: z.string(), kind: z.string() });
const manifests = globSync(`${FOLDER}/*.yaml`)
  .toSorted()
  .map((path) => ({ path, ...manifestSchema.parse(parse(readFileSync(path, 'utf8'))) }));
const byKind = (kind: string) => manifests.find((one) => one.kind === kind) ?? {};

/** What the compiler says of objects of these types; a key that the type doesn't have is an error too. */
async function check(objects: readonly z.infer<typeof manifestSchema>[]): Promise<string> {
  // Where the compiler finds the types.
  mkdirSync('node_modules/.cache', { recursive: true });
  const folder = mkdtempSync('node_modules/.cache/manifests-');
  try {
    const code = objects.map(({ apiVersion, kind, ...rest }, index) => {
      const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
      const type = `import('kubernetes-types/${group?.replace('.k8s.io', '')}/${version}').${kind}`;
      return `export const manifest${index}: ${type} = ${JSON.stringify({ apiVersion, kind, ...rest })};`;
    });
    const file = join(folder, 'manifests.ts');
    writeFileSync(file, code.join('\n'));
    const flags = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--ignoreConfig',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
      '--types',
      '',
      file,
    ];
    return await run(process.execPath, ['node_modules/typescript/bin/tsc', ...flags]).then(
      () => '',
      (error: unknown) => (error as { stdout: string }).stdout,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const deploymentSchema = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({
        terminationGracePeriodSeconds: z.number(),
        containers: z.array(
          z.object({
            lifecycle: z.object({ preStop: z.object({ exec: z.object({ command: z.array(z.string()) }) }) }),
          }),
        ),
      }),
    }),
  }),
});

const policySchema = z.object({
  spec: z.object({
    policyTypes: z.array(z.string()),
    egress: z.array(
      z.object({
        to: z.array(
          z.object({ ipBlock: z.object({ cidr: z.string(), except: z.array(z.string()).default([]) }).optional() }),
        ),
        ports: z.array(z.looseObject({ port: z.number() })),
      }),
    ),
  }),
});

const objects = manifests
  .filter(({ kind }) => kind !== 'Kustomization')
  .map(({ path: _path, ...manifest }) => manifest);

test('each manifest has the type of its kind, as Kubernetes publishes it', async () => {
  expect(objects.map(({ kind }) => kind)).toEqual([
    'Deployment',
    'PodDisruptionBudget',
    'NetworkPolicy',
    'Secret',
    'Service',
  ]);
  expect(await check(objects)).toBe('');
});

const deployment = (container: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  spec: { selector: {}, template: { spec: { containers: [{ name: 'bot', ...container }] } } },
});

test('a key that Kubernetes does not know, and a number in place of a word, are noticed', async () => {
  const said = await check([deployment({ imag: 'bot:1' }), deployment({ env: [{ name: 'PORT', value: 8080 }] })]);
  expect(said).toContain("'\"imag\"' does not exist in type 'Container'");
  expect(said).toContain("'number' is not assignable to type 'string'");
});

test('kustomize applies all manifests but the example of a secret', () => {
  const { resources } = z.looseObject({ resources: z.array(z.string()) }).parse(byKind('Kustomization'));
  const files = manifests.filter(({ kind }) => kind !== 'Kustomization' && kind !== 'Secret');
  expect(resources.toSorted()).toEqual(files.map(({ path }) => path.slice(FOLDER.length + 1)));
});

test('the bots are not root, can write nowhere, and know nothing of the cluster', () => {
  expect(byKind('Deployment')).toMatchObject({
    spec: {
      template: {
        spec: {
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  });
});

test('an update and a drained node leave a bot that serves, and one that stops has the time to', () => {
  expect(byKind('Deployment')).toMatchObject({
    spec: { replicas: 2, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
  });
  expect(byKind('PodDisruptionBudget')).toMatchObject({ spec: { maxUnavailable: 1 } });
  const pod = deploymentSchema.parse(byKind('Deployment')).spec.template.spec;
  const [sleep, seconds] = pod.containers[0]?.lifecycle.preStop.exec.command ?? [];
  expect(sleep).toBe('sleep');
  // SHUTDOWN_SECONDS is 25, and closing takes 5 more at most.
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(Number(seconds) + 25 + 5);
});

test('the bots reach Discord, the endpoint, names and their store, and nothing else in private networks', () => {
  const { spec } = policySchema.parse(byKind('NetworkPolicy'));
  expect(spec.policyTypes.toSorted()).toEqual(['Egress', 'Ingress']);
  const blocks = spec.egress.flatMap(({ to, ports }) => to.map(({ ipBlock }) => ({ ipBlock, ports })));
  const outside = blocks.filter(({ ipBlock }) => ipBlock !== undefined);
  expect(outside.map(({ ipBlock }) => ipBlock?.cidr)).toEqual(['0.0.0.0/0', '::/0']);
  for (const { ports } of outside) expect(ports).toEqual([{ port: 443 }]);
  const refused = new BlockList();
  for (const { ipBlock } of outside) {
    for (const range of ipBlock?.except ?? []) {
      const [address = '', prefix] = range.split('/');
      refused.addSubnet(address, Number(prefix), address.includes(':') ? 'ipv6' : 'ipv4');
    }
  }
  for (const address of ['10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.0.1', '192.168.1.1']) {
    expect([address, refused.check(address)]).toEqual([address, true]);
  }
  for (const address of ['::1', 'fd00::1', 'fe80::1']) expect(refused.check(address, 'ipv6')).toBe(true);
  expect(refused.check('162.159.128.233')).toBe(false);
});

test('all selectors mean the pods of the deployment', () => {
  const labels = { 'app.kubernetes.io/name': 'face-age-bot' };
  expect(byKind('Deployment')).toMatchObject({
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } },
  });
  expect(byKind('Service')).toMatchObject({ spec: { selector: labels } });
  expect(byKind('PodDisruptionBudget')).toMatchObject({ spec: { selector: { matchLabels: labels } } });
  expect(byKind('NetworkPolicy')).toMatchObject({ spec: { podSelector: { matchLabels: labels } } });
});

test('the example of a secret has variables that there are', () => {
  const { stringData } = z.looseObject({ stringData: z.record(z.string(), z.string()) }).parse(byKind('Secret'));
  const example = readFileSync('.env.example', 'utf8');
  expect(Object.keys(stringData).filter((name) => !new RegExp(`^#? ?${name}=`, 'm').test(example))).toEqual([]);
});
