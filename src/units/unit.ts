import type { FieldsSchema } from '../base/schema.js';
import type { Numeric } from '../numeric/numeric.js';
import type { Diagnosis } from './diagnosis.js';
import type { Parameter } from './parameter.js';

/** How many inputs I, hidden units H and outputs O there are. A unit without hidden units ignores H. */
export interface Sizes {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
}

/** What is done to every intermediate of a backward pass: the identity for the mathematical gradient. */
export type Guard<T> = (value: T) => T;

/**
 * A unit: a function y = y(θ, x) that can be trained, written over any number system. θ is the list of all
 * its parameters' entries in the order of `parameters`, each array by rows; x has I entries, y has O.
 *
 * @typeParam O its options, as its schema gives them
 */
export interface Unit<O = unknown> {
  readonly name: string;
  /** One sentence on what it computes. */
  readonly says: string;
  /** Where it was published. */
  readonly source: string;
  readonly options: FieldsSchema<O>;
  /**
   * Options that reach what matters in it, complete: laws and generators of recipes draw from them. Those it
   * has where nobody says, where it is not given.
   */
  readonly examples?: readonly O[];
  /**
   * The gradients it offers. The first is the derivative of the loss; further ones are other authors' and are
   * in `forward().backward` alone.
   */
  readonly gradients: readonly string[];
  /** The order of θ, of the columns of tables and, within a turn, of the draws of initial weights. */
  parameters(sizes: Sizes, options: O): readonly Parameter[];
  /** The unit at work in one number system. */
  on<T, C>(n: Numeric<T, C>, sizes: Sizes, options: O): UnitOn<T, C>;
  /**
   * How far its weights are from −1, 0 and 1, where not all of θ counts as it stands; else that of the
   * exponents of its diagnosis, or of θ.
   */
  sparsityError?(theta: readonly number[], sizes: Sizes, options: O): number;
  /** What can be said of trained weights; nothing where it is not given. */
  readonly diagnosis?: Diagnosis<O>;
}

/** A unit in one number system. Everything is a pure function of θ and x. */
export interface UnitOn<T, C = boolean> {
  /** y, of length O, as it is in training. */
  output(theta: readonly T[], x: readonly T[]): readonly T[];
  /** y where evaluation differs from training. */
  evaluated?(theta: readonly T[], x: readonly T[]): readonly T[];
  /**
   * The output with a backward pass written by hand. Where it is not given the derivative is derived: dual
   * numbers are run through `output`, one pass a parameter.
   */
  forward?(theta: readonly T[], x: readonly T[]): Forward<T>;
  /** The output beside a target in polar form, for losses and rules that ask for it. */
  polar?(theta: readonly T[], x: readonly T[], target: readonly T[]): Polar<T, C>;
  /** Lists of entries of θ; to turn the common sign of a list changes the phase of the output only. */
  readonly signGroups?: readonly (readonly number[])[];
  /** θ moved into its bounds, after a step. Idempotent. */
  projected?(theta: readonly T[]): readonly T[];
  /** Penalties by name: not negative. A gradient that is not given is derived. */
  readonly penalties?: Readonly<Record<string, (theta: readonly T[]) => Penalty<T>>>;
  /**
   * Whether the gradient is 0 on every input, whatever the target, where every NaN of the backward pass
   * becomes 0. Proven: false where it is not known.
   */
  vanishes?(theta: readonly T[]): C;
}

/** A penalty and its gradient by θ. */
export interface Penalty<T> {
  readonly value: T;
  readonly gradient?: readonly T[];
}

/** A forward pass that remembers what its backward pass needs. */
export interface Forward<T> {
  readonly output: readonly T[];
  /**
   * ∂L/∂θ from ∂L/∂y, one entry a parameter.
   * @param byOutput of length O, guarded @param gradient one of the unit's gradients
   * @param guard what every intermediate passes through
   */
  backward(byOutput: readonly T[], gradient: string, guard: Guard<T>): readonly T[];
}

/**
 * Outputs over targets in polar form, y_o/t_o = exp(ρ_o + iπ·p_o). Lists have O entries unless something else
 * is said.
 */
export interface Polar<T, C = boolean> {
  /** ρ_o = ln|y_o/t_o| before the cosine: the target's magnitude is met at 0. */
  readonly ln: readonly T[];
  /** p_o, the phase in half turns: the target's sign is met where it is even. */
  readonly halfTurns: readonly T[];
  /**
   * ∂L/∂θ from ∂L/∂ρ and from ∂L/∂(π·p), both guarded.
   * @param gradient one of the unit's gradients
   */
  backward(byLn: readonly T[], byAngle: readonly T[], gradient: string, guard: Guard<T>): readonly T[];
  /** ∂ρ_o/∂θ */
  slopeOfLn(o: number): readonly T[];
  /** ∂(π·p_o)/∂θ, and whether it is other than 0 here; null where that gradient does not see the phase. */
  slopeOfAngle(o: number, gradient: string): { readonly slope: readonly T[]; readonly moves: C } | null;
  /** p_o with the sign of each of the `signGroups` turned, one entry a group. */
  turned(o: number): readonly T[];
  /**
   * The polar form of θ with the signs of these groups turned, the bits of `UnitOn.polar` there; the unit is
   * asked anew where it is not given.
   */
  reflected?(turned: readonly C[]): Polar<T, C>;
}
