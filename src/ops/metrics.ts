import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AgingEvent } from '../aging/request/ports.ts';
import type { Events } from './events.ts';
import type { RouteHandler } from './server.ts';

/** What is read when the page is requested. */
export interface Readings {
  waiting(): number;
  active(): number;
  /** Seconds from a heartbeat to its acknowledgement, by shard. */
  gatewayLatency(): Iterable<readonly [shard: number, seconds: number]>;
  /** How many shards this process runs. */
  shardsHeld(): number;
}

export interface Metrics {
  readonly route: RouteHandler;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600, 900];

/** Prometheus metrics, counted from the events. No label names a guild, a person or anything that grows with them. */
export function createMetrics(events: Pick<Events, 'on'>, readings: Readings): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Event-loop delay, heap and CPU.
  collectDefaultMetrics({ register: registry });

  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name: `face_age_${name}_total`, help, labelNames: [...labelNames], registers });
  const seconds = (name: string, help: string) =>
    new Histogram({ name: `face_age_${name}_seconds`, help, buckets: SECONDS, registers });

  const seen = counter('requests_seen', 'Requests received', ['command']);
  const refused = counter('requests_refused', 'Requests refused instead of acknowledged', ['command', 'reason']);
  const answered = counter('requests_answered', 'Requests answered with a picture', ['command']);
  const failed = counter('requests_failed', 'Acknowledged requests that ended with an error message', [
    'command',
    'reason',
  ]);
  const abandoned = counter('requests_abandoned', 'Requests whose answer could not be delivered', [
    'command',
    'reason',
  ]);
  const lost = counter('acknowledgements_lost', 'First responses that Discord did not accept in time', ['outcome']);
  const expired = counter('interactions_expired', 'Interactions that arrived too late to be acknowledged', []);
  const tooFast = counter('too_fast', 'Interactions and messages refused by a rate limit', ['pace']);
  const recovered = counter('requests_recovered', 'Requests resumed after a restart', ['stage']);
  const calls = counter('endpoint_calls', 'Endpoint calls', ['outcome']);
  const acknowledgement = seconds('acknowledgement', 'From the event to the confirmed acknowledgement');
  const queue = seconds('queue', 'From the acknowledgement to the start');
  const picture = seconds('picture', 'Downloading, decoding and encoding pictures');
  const endpoint = seconds('endpoint_call', 'One endpoint call');
  const delivery = seconds('delivery', 'Uploading the answer');
  const total = seconds('request', 'From the start to the end of a request');
  const callsPerAnswer = new Histogram({
    name: 'face_age_paid_calls_per_answer',
    help: 'Calls per answer that may have been charged',
    buckets: [0, 1, 2, 3],
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[], collect: (self: Gauge) => void) =>
    new Gauge({
      name: `face_age_${name}`,
      help,
      labelNames,
      registers,
      collect() {
        collect(this);
      },
    });
  const breaker = gauge('endpoint_breaker_open', '1 while endpoint calls are paused', [], () => undefined);
  breaker.set(0);
  gauge('queue_waiting', 'Requests waiting for their turn', [], (self) => self.set(readings.waiting()));
  gauge('requests_active', 'Requests in progress', [], (self) => self.set(readings.active()));
  gauge('shards_held', 'Gateway shards that this process runs', [], (self) => self.set(readings.shardsHeld()));
  gauge('gateway_latency_seconds', 'From a heartbeat to its acknowledgement', ['shard'], (self) => {
    for (const [shard, latency] of readings.gatewayLatency()) self.set({ shard: String(shard) }, latency);
  });

  const observe = (event: AgingEvent): void => {
    const { command } = event.request;
    switch (event.type) {
      case 'seen':
        return seen.inc({ command });
      case 'refused':
        return refused.inc({ command, reason: event.error.reason });
      case 'accepted':
        return acknowledgement.observe(event.acknowledgedAfterMs / 1000);
      case 'acknowledgement_lost':
        return lost.inc({ outcome: event.outcome });
      case 'started':
        return queue.observe(event.waitedMs / 1000);
      case 'recovered':
        return recovered.inc({ stage: event.stage });
      case 'called':
        calls.inc({ outcome: event.outcome });
        return endpoint.observe(event.durationMs / 1000);
      case 'answered':
        answered.inc({ command });
        callsPerAnswer.observe(event.calls);
        picture.observe((event.timings.pictureMs ?? 0) / 1000);
        delivery.observe((event.timings.deliveryMs ?? 0) / 1000);
        return total.observe(event.timings.totalMs / 1000);
      case 'failed':
        failed.inc({ command, reason: event.error.reason });
        return total.observe(event.timings.totalMs / 1000);
      case 'abandoned':
        return abandoned.inc({ command, reason: event.why });
      case 'duplicate':
        return;
    }
  };
  events.on('request', observe);
  events.on('tooFast', (pace) => tooFast.inc({ pace }));
  events.on('interactionExpired', () => expired.inc());
  events.on('endpointPaused', () => breaker.set(1));
  events.on('endpointResumed', () => breaker.set(0));

  return {
    route: async () => ({ status: 200, body: await registry.metrics(), type: registry.contentType }),
  };
}
