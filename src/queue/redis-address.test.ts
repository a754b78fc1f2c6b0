import { describe, expect, test } from 'vitest';
import { reasonOf } from './open-redis.js';
import { placeOf, readRedisUrl } from './redis-address.js';

const read = (text: string, password?: string) => readRedisUrl('--redis', text, password);
const local = { host: 'localhost', port: 6379, db: 0, username: null, password: null, tls: false };

describe('a URL of Redis', () => {
  test.each([
    ['redis://localhost', local],
    ['redis://', local],
    ['rediss://me:p%40ss@h:7/3', { host: 'h', port: 7, db: 3, username: 'me', password: 'p@ss', tls: true }],
    ['redis://:100%@h', { ...local, host: 'h', password: '100%' }],
    ['redis://[::1]:7', { ...local, host: '::1', port: 7 }],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected));

  test('takes a password from elsewhere, and its own before that', () => {
    expect(read('redis://h', 'other').password).toBe('other');
    expect(read('redis://:own@h', 'other').password).toBe('own');
  });

  test.each([
    'h:6379',
    'http://:secret@h',
    ':secret@h',
    'redis://:secret@h/x',
    'redis://:secret@h?tls',
    'redis://:secret@h:x',
  ])('%s is refused in one line that does not have it', (text) => {
    expect(() => read(text)).toThrow(/^--redis: [^\n]*must be redis:\/\/user:password@host:port\/db/);
    expect(() => read(text)).not.toThrow(/secret/);
  });

  test('its place has no password', () => {
    expect(placeOf(read('redis://me:secret@h:7'))).toBe('h:7');
    expect(placeOf(read('redis://[::1]:7'))).toBe('[::1]:7');
  });

  test('nor has what is told of an error', () => {
    const address = read('rediss://somebody:secret@h:7');
    const error = new Error('AUTH somebody\nsecret at rediss://somebody:secret@h:7 failed');
    expect(reasonOf(error, address)).toBe('AUTH … … at … failed');
  });
});
