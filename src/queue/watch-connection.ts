import type { Redis } from 'ioredis';
import { reasonOf } from './open-redis.js';
import type { RedisAddress } from './redis-address.js';

/** What is said of a connection while it is used. */
export interface Watch {
  /** Takes what goes wrong: each trouble is said once, and nothing of a connection that is away. */
  readonly onError: (error: unknown) => void;
  /** Told when the connection is there again. */
  onReturn(told: () => void): void;
  stop(): void;
}

/** What libraries say while a connection is away; it passes. */
const away =
  /Connection is closed|isn't writeable|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|getaddrinfo|socket closed|LOADING/i;
/** What they say of a batch that another worker has been given meanwhile. */
const passedOn = /could not renew lock|missing lock|missing key|lock mismatch|is not in the active state/i;

/** @param say told one line at a time */
export function watchConnection(redis: Redis, address: RedisAddress, say: (line: string) => void): Watch {
  const told = new Set<string>();
  let isAway = false;
  let isStopped = false;
  const returned: (() => void)[] = [];
  const onClose = () => {
    if (isAway || isStopped) return;
    isAway = true;
    say('the connection to Redis is lost: it is tried again until it is back');
  };
  const onReady = () => {
    if (!isAway) return;
    isAway = false;
    say('the connection to Redis is back');
    for (const tell of returned) tell();
  };
  redis.on('close', onClose).on('ready', onReady);
  return {
    onError(error) {
      const reason = reasonOf(error, address);
      if (isStopped || away.test(reason) || passedOn.test(reason) || told.has(reason)) return;
      told.add(reason);
      say(`Redis: ${reason}`);
    },
    onReturn: (tell) => void returned.push(tell),
    stop() {
      isStopped = true;
      redis.off('close', onClose).off('ready', onReady);
    },
  };
}
