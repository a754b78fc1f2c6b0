/** `exact`: the derivative of the loss. `projected`: listing 2's, which drops −Im v·π·[u<0]. */
export type ComplexLogGradient = 'exact' | 'projected';

/** Whether a gradient has the terms that come from the phase. */
export function seesPhase(gradient: string): boolean {
  return gradient === ('exact' satisfies ComplexLogGradient);
}
