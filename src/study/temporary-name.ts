import { randomBytes } from 'node:crypto';

/** A name for a file that is not finished: nobody can have put anything there before. */
export function temporaryName(): string {
  return `.warizan-${randomBytes(16).toString('hex')}.tmp`;
}

/** Whether a file has such a name: one that a killed process was writing, and nothing of a user's. */
export function isTemporaryName(name: string): boolean {
  return /^\.warizan-[0-9a-f]{32}\.tmp$/.test(name);
}
