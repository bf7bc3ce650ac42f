import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { createEvents } from '../../../src/ops/events.ts';
import { createMetrics } from '../../../src/ops/metrics.ts';
import { readQuery } from '../../support/documents/promql.ts';

/** What Prometheus adds to each target. */
const PROMETHEUS = { metrics: ['up'], labels: ['job', 'instance', 'le'] };

const page = await createMetrics(createEvents(), {
  waiting: () => 0,
  active: () => 0,
  shardsHeld: () => 1,
  gatewayLatency: () => [],
}).route('/metrics');
const served = new Set(
  [...String(page.body).matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  ),
);
/** The lists of label names. */
const lists = [...readFileSync('src/ops/metrics.ts', 'utf8').matchAll(/\[\s*((?:'[a-z]+',?\s*)+)\]/g)];
const labels = new Set(lists.flatMap(([, list = '']) => list.match(/[a-z]+/g) ?? []));

const rulesSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^FaceAgeBot[A-Z][A-Za-z]+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
          annotations: z.strictObject({ summary: z.string() }),
        }),
      ),
    }),
  ),
});
const dashboardSchema = z.object({
  panels: z.array(
    z.object({
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      datasource: z.object({ uid: z.string() }),
      targets: z.array(z.object({ expr: z.string(), datasource: z.object({ uid: z.string() }) })).min(1),
    }),
  ),
});
const text = (path: string) => readFileSync(path, 'utf8');
const alerts = rulesSchema
  .parse(parse(text('deploy/prometheus/alerts.yml')))
  .groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr] as const));
const dashboard = dashboardSchema.parse(JSON.parse(text('deploy/grafana/face-age-bot.json')));
const panels = dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const));

test('the page of metrics is read', () => {
  expect(served).toContain('face_age_acknowledgement_seconds_bucket');
  expect(served).toContain('nodejs_eventloop_lag_p99_seconds');
  expect(labels).toEqual(new Set(['command', 'reason', 'outcome', 'stage', 'shard', 'pace']));
});

test.each([...alerts, ...panels])('%s reads metrics and labels that there are: %s', (_where, expr) => {
  const { selectors, groups } = readQuery(expr);
  expect(selectors.length).toBeGreaterThan(0);
  const unknown = selectors.filter(({ metric }) => !served.has(metric) && !PROMETHEUS.metrics.includes(metric));
  expect(unknown).toEqual([]);
  const used = [...groups, ...selectors.flatMap((selector) => selector.labels)];
  expect(used.filter((label) => !labels.has(label) && !PROMETHEUS.labels.includes(label))).toEqual([]);
});

test('an expression that is not PromQL is noticed', () => {
  expect(() => readQuery('sum(rate(face_age_requests_seen_total[5m])')).toThrow(SyntaxError);
});

const base = (name: string) => name.replace(/_(bucket|sum|count)$/, '');

test('each metric of ours is on the dashboard', () => {
  const all = panels.flatMap(([, expr]) => readQuery(expr).selectors.map(({ metric }) => metric));
  const shown = new Set(all.map(base));
  const ours = [...served].filter((name) => name.startsWith('face_age_')).map(base);
  expect(ours.filter((name) => !shown.has(name))).toEqual([]);
});

test('each alert is in docs/operating.md, with what to do', () => {
  const operating = text('docs/operating.md');
  expect(alerts.filter(([name]) => !operating.includes(`\`${name}\``))).toEqual([]);
});

test('the panels of the dashboard do not cover each other, and read the data source that is provisioned', () => {
  const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  const provisioned = z
    .object({ datasources: z.array(z.object({ uid: z.string() })) })
    .parse(parse(text('deploy/grafana/provisioning/datasources/prometheus.yaml')));
  const uids = dashboard.panels.flatMap((panel) => [
    panel.datasource.uid,
    ...panel.targets.map((one) => one.datasource.uid),
  ]);
  expect(new Set(uids)).toEqual(new Set(provisioned.datasources.map(({ uid }) => uid)));
});
