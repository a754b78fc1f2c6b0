/** Everything of ours in a Redis begins with this. */
const ours = 'warizan';

/** The prefix of BullMQ's keys; a study's queue has the name of its run. */
export const queuePrefix = `${ours}:queue`;

/** The runs of studies that want workers: a set of their names. */
export const studiesKey = `${ours}:studies`;

/** A channel that says the name of a run that has begun or ended. */
export const newsChannel = `${ours}:news`;

/** A run's name: of our making, and nothing else is one. */
export function isRunName(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** The keys of a run of a study. @param run its name */
export function keysOf(run: string) {
  const base = `${ours}:study:${run}`;
  return {
    /** What a worker must know before it takes part: `Announcement` as JSON. */
    announcement: base,
    /** Workers that take part, by their names: a hash. */
    able: `${base}:able`,
    /** Workers that cannot, and why: a hash. */
    refused: `${base}:refused`,
    /** A channel that says the name of a batch whose result is there. */
    done: `${base}:done`,
    /** The result of a batch. */
    result: (batch: string) => `${base}:result:${batch}`,
    /** Patterns of every key that it has. */
    all: [`${base}*`, `${queuePrefix}:${run}:*`],
  };
}
