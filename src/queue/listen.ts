import type { Redis } from 'ioredis';

/** Hears what a channel says, on a connection of its own. */
export async function listen(redis: Redis, channel: string, hear: (message: string) => void): Promise<Redis> {
  const own = redis.duplicate();
  // A connection that is away is told of the first one.
  own.on('error', () => undefined);
  own.on('message', (_channel, message) => hear(message));
  await own.subscribe(channel);
  return own;
}
