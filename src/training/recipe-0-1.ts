import { normClippingAt } from './clippings/norm.js';

/**
 * A recipe, or changes to one, as 0.1.0 wrote it: `network` is now `unit`, and norm clipping, once a field of
 * each step rule (`stepRule.largestNorm`), a part of its own. Anything else is handed on as it is.
 */
export function canonical01(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { network, ...rest } = value;
  const renamed = network === undefined || rest['unit'] !== undefined ? value : { ...rest, unit: network };
  const { stepRule } = renamed;
  if (!isObject(stepRule) || !Object.hasOwn(stepRule, 'largestNorm')) return renamed;
  const { largestNorm, ...rule } = stepRule;
  // What is no bound is left where it stands, for the schema to refuse.
  if (largestNorm !== null && typeof largestNorm !== 'number') return renamed;
  return { ...renamed, stepRule: rule, clipping: largestNorm === null ? null : normClippingAt(largestNorm) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
