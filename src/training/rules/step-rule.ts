import type { Numeric } from '../../numeric/numeric.js';
import type { Guard } from '../../units/unit.js';
import type { Measured } from '../losses/measured.js';
import type { Part, Setting } from '../part.js';

/**
 * A rule that takes θ from one step to the next: one that needs the gradient of the loss, or one that needs
 * its residuals.
 */
export type StepRule<S extends Setting = Setting> = GradientRule<S> | ResidualRule<S>;

interface AnyRule<S extends Setting> extends Part<S> {
  /** What every intermediate of the backward pass goes through, where the rule asks for it. */
  guard?<T, C>(n: Numeric<T, C>, setting: S): Guard<T>;
  /**
   * How far one step moves θ at most, in Euclidean length and without decay; null, or not given, where there
   * is no bound. Rounding, and underflow of the gradient's square, may lengthen it by what they lose.
   * @param eta η of the step @param size how many entries θ has
   */
  longestMove?(setting: S, eta: number, size: number): number | null;
  /** When the rule can be proven to leave an entry alone; see `Stillness`. */
  stillness?<T, C>(n: Numeric<T, C>, setting: S, learningRate: number): Stillness<T, C>;
}

/** A rule that knows the mean gradient and the mean loss of a batch. */
export interface GradientRule<S extends Setting = Setting> extends AnyRule<S> {
  readonly needs: 'gradient';
  /** @param size how many entries θ has */
  on<T, C>(n: Numeric<T, C>, setting: S, size: number): GradientStep<T>;
}

/**
 * A rule that knows what a sample measures: residuals and their slopes. It takes one sample a step and one
 * output.
 */
export interface ResidualRule<S extends Setting = Setting> extends AnyRule<S> {
  readonly needs: 'residuals';
  /** @param size how many entries θ has @param decay κ of the recipe, which the rule applies itself */
  on<T, C>(n: Numeric<T, C>, setting: S, size: number, decay: number): ResidualStep<T, C>;
}

/** θ and what the rule remembers. */
export interface Moved<T> {
  readonly theta: readonly T[];
  readonly memory: readonly T[];
}

interface AnyStep<T> {
  /** What it remembers before the first step. */
  readonly memory: readonly T[];
  /**
   * The memory after entries of θ have changed their sign; a rule without it does not go with reflection.
   * @param signs 1 or −1 an entry of θ
   */
  flipped?(memory: readonly T[], signs: readonly T[]): readonly T[];
}

/** A gradient rule at work. */
export interface GradientStep<T> extends AnyStep<T> {
  /** @param eta η of this step @param step its number in this attempt, from 1 */
  step(before: Moved<T>, gradient: readonly T[], loss: T, eta: T, step: number): Moved<T>;
}

/** A residual rule at work. */
export interface ResidualStep<T, C> extends AnyStep<T> {
  /** @param eta η of this step @param step its number in this attempt, from 1 */
  step(before: Moved<T>, measured: Measured<T, C>, eta: T, step: number): Moved<T>;
}

/** What a rule is proven to leave alone, whatever comes. */
export interface Stillness<T, C> {
  /** Whether this entry of θ stays as it is under every gradient. */
  entryStays(entry: T): C;
  /**
   * Whether an update with a gradient of zeros leaves every entry but −0 as it is, and NaN in the backward
   * pass becomes 0.
   */
  readonly zeroGradientStays: boolean;
}
