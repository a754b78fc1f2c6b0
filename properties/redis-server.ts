import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A Redis that a test has for itself, which keeps nothing on disk. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Every key that it holds. */
  keys(): Promise<string[]>;
  /** A client for what else a test does there. */
  readonly client: Redis;
  /**
   * Ends it and starts another one on the same port, which has forgotten all.
   * @param pause in between, in milliseconds
   * @param meanwhile done when it has ended
   */
  restart(pause: number, meanwhile?: () => void): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one on a free port: `WARIZAN_REDIS_SERVER`, or `redis-server` of the PATH. */
export async function startRedis(...settings: readonly string[]): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'warizan-redis-'));
  const port = await freePort();
  const password = settings[settings.indexOf('--requirepass') + 1];
  const isOpen = !settings.includes('--requirepass');
  const client = new Redis({
    port,
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: () => 50,
    ...(isOpen ? {} : { password }),
  });
  client.on('error', () => undefined);
  let server = launch(folder, port, settings);
  await client.ping();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    client,
    keys: () => client.keys('*'),
    async restart(pause, meanwhile) {
      await ended(server);
      meanwhile?.();
      await new Promise((resolve) => setTimeout(resolve, pause));
      server = launch(folder, port, settings);
      await client.ping();
    },
    async stop() {
      client.disconnect();
      await ended(server);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Another Redis, where `WARIZAN_REDIS_URL` names one; else one of its own. */
export async function someRedis(): Promise<Pick<RedisServer, 'url' | 'keys' | 'client' | 'stop'>> {
  const url = process.env['WARIZAN_REDIS_URL'];
  if (url === undefined) return startRedis();
  const client = new Redis(url);
  const there = await client.keys('warizan:*');
  if (there.length > 0) throw new Error('WARIZAN_REDIS_URL: holds keys of warizan: name one that has none');
  return {
    url,
    client,
    keys: () => client.keys('warizan:*'),
    stop() {
      client.disconnect();
      return Promise.resolve();
    },
  };
}

function launch(folder: string, port: number, settings: readonly string[]): ChildProcess {
  const program = process.env['WARIZAN_REDIS_SERVER'] ?? 'redis-server';
  const fixed = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  return spawn(program, [...fixed, ...settings], { stdio: 'ignore' });
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const end = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await end;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
