import { afterEach, describe, expect, test, vi } from 'vitest';
import { InputError } from '../base/input-error.js';
import { recipeNamed } from '../training/read-recipe.js';
import { onQueue, redisAddress, redisOption } from './queued-study.js';
import { trainingStudyOf } from './training-study.js';

const argv = [...process.argv];
const { title } = process;
afterEach(() => {
  process.argv.splice(0, process.argv.length, ...argv);
  process.title = title;
  vi.unstubAllEnvs();
});

const request = {
  recipes: [recipeNamed('clipped')],
  seeds: [{ from: 1, to: 2 }],
  rng: 'xoroshiro128plus',
  backend: { name: 'float64', digits: null },
};
const asked = () => trainingStudyOf(request);

test('the option says what it is for, and how an address looks', () => {
  const { long, description } = redisOption('trials are run elsewhere');
  expect([long, description]).toEqual([
    '--redis',
    'trials are run elsewhere; redis://user:password@host:port, or rediss:// for TLS',
  ]);
});

describe('an address', () => {
  const url = 'redis://me:secret@queue.example:7000/3';

  test('is taken out of what lists of processes show', () => {
    process.argv.splice(2, process.argv.length, 'study', '--redis', url, `--redis=${url}`);
    const address = redisAddress(url);
    expect(address).toEqual({
      ...{ host: 'queue.example', port: 7000, db: 3, username: 'me', password: 'secret', tls: false },
    });
    expect(process.argv.slice(2)).toEqual(['study', '--redis', 'redis://…', '--redis=redis://…']);
    expect(process.title).not.toContain('secret');
    // As much of it as the system keeps.
    expect(process.argv.join(' ').startsWith(process.title.slice(0, 10))).toBe(true);
  });

  test('has the password of the environment where it has none of its own', () => {
    vi.stubEnv('WARIZAN_REDIS_PASSWORD', 'of the environment');
    expect(redisAddress('redis://queue.example').password).toBe('of the environment');
    expect(redisAddress(url).password).toBe('secret');
  });

  test('that is none is refused by the option', () => {
    expect(() => redisAddress('queue.example')).toThrow(/^--redis: is no URL: /);
  });
});

describe('a study that no queue can run', () => {
  test('is one whose workers are counted here', async () => {
    await expect(onQueue(asked(), 'redis://x', true)).rejects.toThrow(
      new InputError('--workers: does not go with --redis: give it to warizan worker'),
    );
  });

  test('is one of a command', async () => {
    await expect(onQueue({ ...asked(), modules: null }, 'redis://x', false)).rejects.toThrow(
      new InputError('--redis: workers run experiments that are modules, not commands: use --shard for this study'),
    );
  });
});
