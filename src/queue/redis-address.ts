import { InputError } from '../base/input-error.js';

/** Where a Redis or Valkey is, and how it is entered. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly username: string | null;
  readonly password: string | null;
  readonly tls: boolean;
}

/**
 * Reads `redis://user:password@host:port/db`, or `rediss://…` for TLS. No message has any of the text, since
 * it may hold a password.
 * @param option messages call it @param password where the URL has none
 * @throws InputError
 */
export function readRedisUrl(option: string, text: string, password: string | undefined): RedisAddress {
  const wanted = 'must be redis://user:password@host:port/db, or rediss:// for TLS';
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw new InputError(`${option}: is no URL: ${wanted}`);
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') {
    throw new InputError(`${option}: is a URL of another kind: ${wanted}`);
  }
  const db = /^\/?(\d*)$/.exec(url.pathname)?.[1];
  if (db === undefined) throw new InputError(`${option}: what follows the port must be a number: ${wanted}`);
  if (url.search !== '' || url.hash !== '') throw new InputError(`${option}: has a ? or # in it: ${wanted}`);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1') || 'localhost',
    port: url.port === '' ? 6379 : Number(url.port),
    db: Number(db),
    username: decoded(url.username),
    password: decoded(url.password) ?? password ?? null,
    tls: url.protocol === 'rediss:',
  };
}

function decoded(part: string): string | null {
  if (part === '') return null;
  try {
    return decodeURIComponent(part);
  } catch {
    // A % that begins no escape stands for itself.
    return part;
  }
}

/** The place without what opens it: for messages. */
export function placeOf({ host, port }: RedisAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
