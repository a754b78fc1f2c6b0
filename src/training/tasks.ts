import { registry, type Registry } from '../base/registry.js';
import { arithmetic } from './tasks/arithmetic.js';
import { monomials } from './tasks/monomials.js';
import type { Task } from './tasks/task.js';

/** The tasks that ship. */
export const tasks: Registry<Task> = registry<Task>('task', [monomials, arithmetic]);
