import { Option } from 'commander';
import { InputError } from '../base/input-error.js';
import { messageFormat, type Announcement } from '../queue/announcement.js';
import { neededModules } from '../queue/needed-modules.js';
import { openRedis } from '../queue/open-redis.js';
import { queueExecutor } from '../queue/queue-executor.js';
import { readRedisUrl, type RedisAddress } from '../queue/redis-address.js';
import type { AskedStudy } from './asked-study.js';
import { tellSupervisor } from './supervisor.js';
import { version } from './version.js';
import { note } from './say.js';

/** What may hold a password that shall not stand on a command line. */
const passwordVariable = 'WARIZAN_REDIS_PASSWORD';

/** `--redis URL` @param says what it is for */
export function redisOption(says: string): Option {
  return new Option('--redis <url>', `${says}; redis://user:password@host:port, or rediss:// for TLS`);
}

/**
 * Reads `--redis URL`. Neither the arguments of this process nor its title have it afterwards.
 * @throws InputError
 */
export function redisAddress(text: string): RedisAddress {
  const address = readRedisUrl('--redis', text, process.env[passwordVariable]);
  process.argv.forEach((argument, k) => {
    if (argument.includes(text)) process.argv[k] = argument.replaceAll(text, 'redis://…');
  });
  const title = process.argv.join(' ');
  process.title = title;
  tellSupervisor({ is: 'title', title });
  return address;
}

/**
 * A study whose trials are run by the workers of a queue.
 * @throws InputError where it cannot be, or the queue cannot be used
 */
export async function onQueue(asked: AskedStudy, url: string, isWorkersGiven: boolean): Promise<AskedStudy> {
  if (isWorkersGiven) throw new InputError('--workers: does not go with --redis: give it to warizan worker');
  const address = redisAddress(url);
  const { description, modules } = asked;
  if (modules === null) {
    throw new InputError('--redis: workers run experiments that are modules, not commands: use --shard for this study');
  }
  const announcement: Announcement = {
    format: messageFormat,
    program: version(),
    experiment: description.experiment.name,
    version: description.experiment.version,
    modules: neededModules(modules, process.cwd()),
  };
  // Before the study has a folder.
  (await openRedis(address)).disconnect();
  return {
    ...asked,
    executor: () =>
      queueExecutor({
        address,
        announcement,
        say: note,
        wanted: 'warizan worker --redis URL',
      }),
  };
}
