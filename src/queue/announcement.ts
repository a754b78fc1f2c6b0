import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../base/canonical-json.js';
import { parsedJson } from '../base/parsed-json.js';

/** Raised when what studies and workers say to each other changes. */
export const messageFormat = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const announcementSchema = z.strictObject({
  format: z.literal(messageFormat),
  /** The version of this package. */
  program: z.string().max(100),
  experiment: z.string().max(1000),
  version: z.number(),
  /** What workers load from their own disks: by paths from the folder where each was started. */
  modules: z
    .array(z.strictObject({ kind: z.enum(['plugin', 'experiment']), path: z.string().max(1000), sha256 }))
    .max(100)
    .readonly(),
});

/** What a worker must know and have before it takes part in a study. */
export type Announcement = z.infer<typeof announcementSchema>;

/** A module that a worker must have. */
export type NeededModule = Announcement['modules'][number];

/** The text of an announcement; equal ones have the same. */
export function announcementText(announcement: Announcement): string {
  return canonicalJson(announcement);
}

/** Reads an announcement back; null where the text is none that this program understands. */
export function readAnnouncement(text: string): Announcement | null {
  const read = announcementSchema.safeParse(parsedJson(text));
  return read.success ? read.data : null;
}

/** What a result is signed with by whoever has all that the announcement asks for. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
