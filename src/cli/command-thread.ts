import { parentPort, workerData } from 'node:worker_threads';
import { isJsonObject } from '../base/json-object.js';
import { watchLeftovers } from '../study/left-behind.js';
import { speakAtOnce } from './streams.js';
import { tellSupervisor } from './supervisor.js';

/** A thread in which a command runs; `supervise` starts it, ends it, and hears the signals for it. */
const columns: unknown = workerData;
if (isJsonObject(columns)) speakAtOnce(columns);
watchLeftovers((number, leftover) => tellSupervisor({ is: 'leftover', number, leftover }));
parentPort?.on('message', (signal: NodeJS.Signals) => {
  if (process.emit(signal, signal)) tellSupervisor({ is: 'stopping' });
});
// It waits for signals only as long as it has something to do.
parentPort?.unref();

const { runProgram } = await import('./program.js');
// What a user's code has left open is not waited for.
process.exit(await runProgram(process.argv.slice(2)));
