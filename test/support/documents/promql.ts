import { parser } from '@prometheus-io/lezer-promql';

export interface Selector {
  readonly metric: string;
  /** Labels in braces. */
  readonly labels: readonly string[];
}

export interface Query {
  readonly selectors: readonly Selector[];
  /** Labels that results are grouped by. */
  readonly groups: readonly string[];
}

/** What a PromQL expression reads. @throws {SyntaxError} */
export function readQuery(expression: string): Query {
  // Grafana's own variable stands for a duration.
  const source = expression.replaceAll('$__rate_interval', '5m');
  const selectors: { metric: string; labels: string[] }[] = [];
  const groups: string[] = [];
  let inGroup = false;
  parser.parse(source).iterate({
    enter({ name, type, from, to }) {
      const text = source.slice(from, to);
      if (type.isError) throw new SyntaxError(`Not PromQL: ${expression} (at ${from})`);
      if (name === 'VectorSelector') selectors.push({ metric: '', labels: [] });
      if (name === 'GroupingLabels') inGroup = true;
      const selector = selectors.at(-1);
      if (name === 'Identifier' && selector) selector.metric = text;
      if (name === 'LabelName') (inGroup ? groups : selector?.labels)?.push(text);
    },
    leave({ name }) {
      if (name === 'GroupingLabels') inGroup = false;
    },
  });
  return { selectors, groups };
}
