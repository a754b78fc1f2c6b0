/**
 * What a worker thread is started with. Piscina requires it, and it imports the rest: where a thread is ended
 * while it requires an ECMAScript module, Node 20 ends the whole process (`v8::Module::IsGraphAsync must be
 * used on an instantiated module`).
 */
const worker = import('./worker.js');

export = async (...sent: Parameters<Awaited<typeof worker>['default']>) => (await worker).default(...sent);
