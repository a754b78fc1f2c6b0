import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { placeOf } from '../queue/redis-address.js';
import { runWorker } from '../queue/run-worker.js';
import { nameOfThisWorker } from '../queue/worker-name.js';
import { keepStdoutForResults } from '../study/keep-stdout.js';
import { Interrupted } from './exit.js';
import { listenForInterrupts } from './interruption.js';
import { integerOption } from './options.js';
import { redisAddress, redisOption } from './queued-study.js';
import { version } from './version.js';
import { sayLine } from './say.js';

interface WorkerOptions {
  readonly redis: string;
  readonly workers: string;
}

/** `warizan worker`: runs trials of any study that a Redis announces. */
export function workerCommand(): Command {
  return new Command()
    .addOption(redisOption('the Redis or Valkey where studies are announced').makeOptionMandatory())
    .addOption(
      new Option('--workers <n>', 'worker threads for a study').default(String(availableParallelism()), 'one a core'),
    )
    .addHelpText(
      'after',
      `
It takes part in a study whose modules it finds below the folder where it is started, at the same paths and with the same content;
no code comes from the queue. It may come, go and be killed at any time. A password may stand in WARIZAN_REDIS_PASSWORD instead.

Examples:
  warizan worker --redis redis://localhost:6379
  warizan worker --redis rediss://trials@queue.example.org:6380 --workers 4`,
    )
    .action(async (options: WorkerOptions) => {
      const slots = integerOption('--workers', options.workers, 1, 256);
      const address = redisAddress(options.redis);
      keepStdoutForResults();
      const interrupts = listenForInterrupts();
      const say = (line: string) => sayLine(`warizan: ${line}`);
      say(`worker ${nameOfThisWorker()} takes trials from ${placeOf(address)}; Ctrl-C ends it`);
      const own = { folder: process.cwd(), program: version() };
      try {
        await runWorker({ ...own, address, slots, say, signal: interrupts.signal });
      } finally {
        interrupts.ignore();
      }
      throw new Interrupted('interrupted: what was begun has been given back');
    });
}
