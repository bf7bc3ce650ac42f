import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { changeAges, checkPicture, fetchPicture, Refusal } from './supplier.ts';
import { close, failure, hangUp, listen, readText, type Reply, send, sendHalf, tryJson } from './http.ts';
import { parseRequest } from './parse-request.ts';
import { createResults } from './results.ts';
import { createPlayer, type Script, type Step } from './script.ts';
import { createTokenBucket } from './token-bucket.ts';

export interface EndpointSettings {
  /** Minimum duration of each call in milliseconds. */
  latencyMs?: number | undefined;
  /** Calls per second before 429. A burst may have one second's worth. */
  ratePerSecond?: number | undefined;
  /** Calls at once, in place of one second's worth: 1 is a strict limit. Set at the start only. */
  burst?: number | undefined;
  /** Whether a 429 has a `Retry-After`, in whole seconds. */
  retryAfterHeader?: boolean | undefined;
  /** Simultaneous calls before 429. */
  concurrencyLimit?: number | undefined;
}

export interface Call {
  readonly index: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** As received, or parsed if it was JSON. */
  readonly body: unknown;
  /** `200`, a status with its code, `hung`, `reset` or `half`; undefined while the call runs. */
  outcome: string | undefined;
  /** Size of the downloaded picture. */
  pictureBytes: number | undefined;
  /** The downloaded picture. */
  picture: Buffer | undefined;
}

export interface SimulatedEndpoint extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  readonly calls: readonly Call[];
  /** Calls without `age_infos`, with which the bot checks its key. They count nowhere else and have no limit. */
  readonly probes: readonly Call[];
  /** Violations of the guide, whatever the answer was. A test expects none. */
  readonly problems: readonly string[];
  /** Calls for which a picture was made, and which would be charged. */
  readonly charged: number;
  /** The highest number of simultaneous calls. */
  readonly peak: number;
  /** Requests that followed a redirect to a forbidden address. */
  readonly trapHits: number;
  /** May be changed at run time. */
  readonly settings: EndpointSettings;
  script(script: Script): void;
  /** The same for probes. */
  scriptProbes(script: Script): void;
}

interface StartOptions {
  readonly token?: string;
  /** Default: a free port. */
  readonly port?: number;
  /** How probes are answered from the start. */
  readonly probes?: Script;
}

/** A simulated Face Age Change endpoint over real HTTP. Every picture says that it is simulated. */
export async function startEndpoint(options: EndpointSettings & StartOptions = {}): Promise<SimulatedEndpoint> {
  const { token = `simulated-${randomUUID()}`, port, probes: firstProbes = [], ...initial } = options;
  const bucket = createTokenBucket(initial.ratePerSecond, initial.burst);
  const settings: EndpointSettings = {
    ...initial,
    get ratePerSecond() {
      return bucket.ratePerSecond;
    },
    set ratePerSecond(value) {
      bucket.ratePerSecond = value;
    },
  };
  const calls: Call[] = [];
  const probes: Call[] = [];
  const problems: string[] = [];
  const player = createPlayer();
  const probePlayer = createPlayer();
  probePlayer.load(firstProbes);
  const stopped = new AbortController();
  let charged = 0;
  let running = 0;
  let peak = 0;
  let trapHits = 0;

  const trap = createServer((_request, response) => {
    trapHits += 1;
    response.end('a trap');
  });
  const trapUrl = await listen(trap);
  const server = createServer((request, response) => {
    route(request, response).catch(() => response.destroy());
  });
  const url = await listen(server, port);
  const results = createResults(url, trapUrl);

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', url);
    if (request.method === 'GET' && results.serve(pathname, response)) return;
    if (request.method !== 'POST' || pathname !== '/face/change-age') {
      problems.push(`${request.method} ${pathname} is not in the guide`);
      send(response, failure(404, 'no_api', 'The API is not registered.'));
      return;
    }
    const text = await readText(request);
    const body = tryJson(text);
    const isProbe = typeof body === 'object' && body !== null && !('age_infos' in body);
    const list = isProbe ? probes : calls;
    const call: Call = {
      index: list.length,
      at: Date.now(),
      body,
      outcome: undefined,
      pictureBytes: undefined,
      picture: undefined,
    };
    list.push(call);
    if (isProbe) return await play(probePlayer.next(call.index), call, request, response, text);
    running += 1;
    peak = Math.max(peak, running);
    try {
      await play(player.next(call.index), call, request, response, text);
    } finally {
      running -= 1;
    }
  }

  async function play(
    step: Step,
    call: Call,
    request: IncomingMessage,
    response: ServerResponse,
    text: string,
  ): Promise<void> {
    if (step.reset === 'before') {
      call.outcome = 'reset';
      request.socket.resetAndDestroy();
      return;
    }
    await delay((settings.latencyMs ?? 0) + (step.delayMs ?? 0), undefined, { signal: stopped.signal });
    await step.until;
    if (step.hang === 'before') {
      call.outcome = 'hung';
      await hangUp(response);
      return;
    }
    const honest = step.answer ? undefined : await work(step, call, request, text);
    const reply = honest ?? { status: 200, body: '', ...step.answer };
    if (step.answer) parseRequest(text).problems.forEach((problem) => problems.push(problem));
    call.outcome = outcomeOf(step, reply);
    if (step.reset) request.socket.resetAndDestroy();
    else if (step.halfBody) sendHalf(response, reply);
    else if (step.hang) await hangUp(response);
    else send(response, reply);
  }

  /** What the real endpoint would do, in its most likely order. */
  async function work(step: Step, call: Call, request: IncomingMessage, text: string): Promise<Reply> {
    if (request.headers.authorization !== `Bearer ${token}`) {
      return failure(401, 'invalid_token', 'The specified token is invalid or wrong.');
    }
    const isLimited = !probes.includes(call);
    if (isLimited && settings.concurrencyLimit !== undefined && running > settings.concurrencyLimit) {
      return failure(429, 'rate_limited', 'Concurrency limit exceeded for this token.', retryAfter(1000));
    }
    const waitMs = isLimited ? bucket.take() : 0;
    if (waitMs > 0) return failure(429, 'too_many_requests', 'You have exceeded the rate limit.', retryAfter(waitMs));

    if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
      problems.push('the content type is not JSON');
    if (!/^application\/json$|^\*\/\*$/.test(request.headers.accept ?? '*/*'))
      problems.push('accept is not in the guide');
    const { body, ...invalid } = parseRequest(text);
    if (body === undefined) {
      problems.push(...invalid.problems);
      return failure(400, 'bad_request', 'message' in invalid ? invalid.message : 'bad request');
    }
    try {
      const picture = await fetchPicture(body.image_url);
      call.pictureBytes = picture.length;
      call.picture = picture;
      const { width, height } = await checkPicture(picture);
      if (Math.max(width, height) > 2000)
        problems.push(`a picture of ${width}x${height} is more than is known to be safe`);
      const changed = await changeAges(picture, body.age_infos);
      charged += 1;
      return { status: 200, body: { image_url: results.add(changed, step.result) } };
    } catch (error) {
      if (error instanceof Refusal) return failure(500, 'api_error', error.message);
      throw error;
    }
  }

  const retryAfter = (waitMs: number): Readonly<Record<string, string>> =>
    settings.retryAfterHeader ? { 'retry-after': String(Math.ceil(waitMs / 1000)) } : {};

  return {
    url,
    token,
    calls,
    probes,
    problems,
    settings,
    get charged() {
      return charged;
    },
    get peak() {
      return peak;
    },
    get trapHits() {
      return trapHits;
    },
    script: (script) => {
      player.load(script);
    },
    scriptProbes: (script) => {
      probePlayer.load(script);
    },
    [Symbol.asyncDispose]: async () => {
      stopped.abort();
      await Promise.all([close(server), close(trap)]);
    },
  };
}

function outcomeOf(step: Step, { status, body }: Reply): string {
  if (step.hang) return 'hung';
  if (step.reset) return 'reset';
  if (step.halfBody) return 'half';
  const code = (body as { error?: { code?: unknown } } | null)?.error?.code;
  return typeof code === 'string' ? `${status} ${code}` : String(status);
}
