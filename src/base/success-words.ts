/** What a run does that succeeds, as sentences have it. */
export interface SuccessWords {
  /** Of runs: `converged`, `successful`. */
  readonly adjective: string;
  /** `converge` */
  readonly infinitive: string;
  /** `converged` */
  readonly past: string;
  /** What a setting does, `learns`, and several do, `learn`. */
  readonly one: string;
  readonly many: string;
}

/** Of an experiment that does not say. */
export const plainSuccess: SuccessWords = {
  adjective: 'successful',
  infinitive: 'succeed',
  past: 'succeeded',
  one: 'succeeds',
  many: 'succeed',
};
