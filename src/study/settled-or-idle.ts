/** After so many looks at which nothing was there: native code may work where nobody sees it. */
const looks = 20;

/** Why a run is given up that would never end. */
export const waitsForNothing =
  'hung: its promise is not settled, and for 20 s nothing has been there that could settle it';

/** Ports on which this thread is told what to do. */
let ownPorts = leftHere().filter(isPort).length;

/** Takes the ports that are there now for this thread's own: to be called before any code of a user's. */
export function knowOwnPorts(): void {
  ownPorts = leftHere().filter(isPort).length;
}

/** How it is looked whether anything is left. */
export interface Looking {
  /** What is left in this thread, as Node calls it; Node is asked where it is not given. */
  readonly left?: () => readonly string[];
  /** How long after one look the next one is, in milliseconds; a second where it is not given. */
  readonly interval?: number;
}

/**
 * Settles as a run does; rejects where the run's promise is pending while neither a timer, a file, a socket
 * nor a message is left in this thread that could settle it. Only Node says what is left; elsewhere time
 * limits have to do.
 * @param run begins the run
 */
export function settledOrIdle<Result>(
  run: () => Promise<Result> | Result,
  looking: Looking = {},
): Promise<Result> | Result {
  const pending = run();
  return pending instanceof Promise && canSee() ? watched(pending, looking) : pending;
}

async function watched<Result>(
  pending: Promise<Result>,
  { left = leftHere, interval = 1000 }: Looking,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<never>((_, reject) => {
    let still = 0;
    timer = setInterval(() => {
      still = isIdle(left()) ? still + 1 : 0;
      if (still >= looks) reject(new Error(waitsForNothing));
    }, interval);
  });
  try {
    return await Promise.race([pending, idle]);
  } finally {
    clearInterval(timer);
  }
}

/** Whether nothing is left but this thread's own ports and the timer that looks. */
function isIdle(resources: readonly string[]): boolean {
  const ports = resources.filter(isPort).length;
  return ports <= ownPorts && resources.length - ports <= 1;
}

function leftHere(): readonly string[] {
  return canSee() ? process.getActiveResourcesInfo() : [];
}

function isPort(resource: string): boolean {
  return resource === 'MessagePort';
}

function canSee(): boolean {
  return process.versions['bun'] === undefined && process.versions['deno'] === undefined;
}
