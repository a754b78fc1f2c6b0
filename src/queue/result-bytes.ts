import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { BatchReport } from '../study/executor.js';

/** A result of more bytes is compressed. */
const compressedFrom = 16 * 1024;
/** A message has no more bytes than this. */
export const longestMessage = 64 * 1024 * 1024;
/** Nor does it say more than this, unpacked. */
const longestText = 512 * 1024 * 1024 - 1024;

const resultSchema = z.strictObject({
  /** Who ran it: a worker's name, host and process. */
  worker: z.string().max(300),
  /** Of the announcement that the worker satisfies. */
  fingerprint: z.string(),
  answer: z.union([
    z.strictObject({ lost: z.string() }),
    z.strictObject({
      milliseconds: z.number().min(0),
      reports: z.array(
        z.union([
          z.strictObject({ id: z.string(), row: z.string(), series: z.string().exactOptional(), failure: z.null() }),
          z.strictObject({ id: z.string(), row: z.null(), failure: z.string() }),
        ]),
      ),
    }),
  ]),
});

/** What came of a batch: reports, or why there are none. */
export interface BatchResult {
  readonly worker: string;
  readonly fingerprint: string;
  readonly answer: BatchReport | { readonly lost: string };
}

const packed = promisify(gzip);
const unpacked = promisify(gunzip);

/**
 * A result as bytes, compressed where it is long. One that is too long for a message is lost, and says so: a
 * study then tries its trials one by one.
 */
export async function resultBytes(result: BatchResult): Promise<Buffer> {
  const bytes = Buffer.from(JSON.stringify(result));
  if (bytes.length <= compressedFrom) return bytes;
  const short = bytes.length <= longestText ? await packed(bytes, { level: 1 }) : null;
  if (short !== null && short.length <= longestMessage) return short;
  const size = Math.ceil((short ?? bytes).length / 2 ** 20);
  const lost = `its result has ${size} MB, and a message at most ${longestMessage / 2 ** 20}: keep fewer rows of its series`;
  return Buffer.from(JSON.stringify({ ...result, answer: { lost } }));
}

/** Reads a result back; null where the bytes are none. */
export async function readResult(bytes: Buffer): Promise<BatchResult | null> {
  try {
    const isPacked = bytes.length > 1 && bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = isPacked ? await unpacked(bytes, { maxOutputLength: longestText }) : bytes;
    const read = resultSchema.safeParse(JSON.parse(text.toString()));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
