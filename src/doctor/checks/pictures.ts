import { deflateSync, crc32 } from 'node:zlib';
import { createPictureWorkshop } from '../../picture/picture-workshop.ts';
import type { ChosenSandbox } from '../../picture/process/sandbox/choose-sandbox.ts';
import { ok, problem, warning, type Finding, type MachineCheck } from '../finding.ts';

/** What the endpoint accepts doesn't matter here. */
const ANY_LIMITS = { maxSide: 4096, minSide: 64, maxBytes: 5_000_000 };

/** Whether pictures can be opened (`sharp`) and searched for faces (the model), in a process as the bot starts it. */
export const pictures: MachineCheck = {
  name: 'pictures',
  async run({ signal }) {
    await using workshop = createPictureWorkshop({ limits: ANY_LIMITS });
    try {
      const { faces } = await workshop.prepare(greyPng(160), { faces: true, signal });
      if (!faces) throw new Error('face detection did not run');
      return [
        ok('Pictures can be opened (sharp), and faces can be detected.'),
        aboutSandbox(await workshop.isolation()),
      ];
    } catch (error) {
      return [
        problem(
          `Pictures can't be opened (${deepest(error)}).`,
          'Run "npm ci" on this machine, so that sharp matches its system, processor and C library.',
        ),
      ];
    }
  },
};

/** What keeps the code of a decoder from everything else; Node's own permissions don't. */
function aboutSandbox({ sandbox: { name }, missing }: ChosenSandbox): Finding {
  if (name === 'bwrap' || name === 'landlock') return ok(`Pictures are decoded in a kernel sandbox (${name}).`);
  return warning(
    `Pictures are decoded without a kernel sandbox (${missing.join('; ')}).`,
    'On Linux, install bubblewrap, or util-linux 2.41 or later. docs/operating.md says what each sandbox prevents.',
  );
}

function deepest(error: unknown): string {
  let message = 'unknown';
  for (let cause = error; cause instanceof Error; cause = cause.cause) message = cause.message;
  return message.split('\n', 1)[0] ?? message;
}

/** A grey square, so that no file is needed (https://www.w3.org/TR/png-3/). */
function greyPng(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // 8 bits of grey.
  header[8] = 8;
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(side, 128)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
