import assert from 'node:assert/strict';
import { ServerResponse, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { createInteractionReader } from '../../../src/discord/http/interaction-reader.ts';
import { createInteractionsEndpoint } from '../../../src/discord/http/interactions-endpoint.ts';
import { createOpenRequests } from '../../../src/discord/http/open-requests.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { makeSigner } from '../../unit/discord/http/signing.ts';
import { interactions as samples } from '../support/discord-payloads.ts';
import { mutateJson } from '../support/mutate-json.ts';
import { asJson } from '../support/seeds.ts';
import type { FuzzTarget } from '../support/target.ts';

const STATUSES = new Set([200, 202, 400, 413]);

const signer = makeSigner();
const silent = { warn: () => {}, error: () => {} };

/** A signed request is answered with a status, or handed on; nothing that is in it ends the process. */
export const interactions: FuzzTarget = {
  name: 'interactions',
  seeds: () => asJson(...samples),
  mutate: mutateJson,
  async run(input) {
    const clock = createFakeClock();
    const requests = createOpenRequests(clock);
    const handedOn: string[] = [];
    await using reader = createInteractionReader({
      cdnUrl: 'https://cdn.test',
      clock,
      onInteraction(interaction, extras) {
        assert.equal(typeof interaction.id, 'string');
        assert.equal(typeof extras.receivedAt, 'number');
        handedOn.push(interaction.id);
      },
    });
    const endpoint = createInteractionsEndpoint({ ...signer, requests, reader, clock, logger: silent });
    endpoint.open();
    const body = Buffer.from(input);
    const headers = signer.headers(body, clock.now());
    const request = Object.assign(Readable.from([body]), { headers }) as unknown as IncomingMessage;
    const response = new ServerResponse(request);
    void endpoint.handle(request, response);
    // Without a connection nothing is sent, so the end of the response isn't waited for.
    for (let turn = 0; turn < 20 && handedOn.length === 0 && !response.writableEnded; turn += 1) await nextTurn();
    if (handedOn.length > 0) assert.equal(handedOn.length, 1);
    else assert.ok(response.writableEnded && STATUSES.has(response.statusCode), `status ${response.statusCode}`);
  },
  shortRun: 300,
};

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
