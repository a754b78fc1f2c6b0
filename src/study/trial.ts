/** One run, described as plain data: everything its result depends on. */
export interface Trial<Setting = unknown> {
  /** The experiment's name and version. */
  readonly experiment: string;
  readonly version: number;
  readonly setting: Setting;
  /** The generator's name. */
  readonly rng: string;
  readonly seed: number;
}

/** Whether trials differ in their seeds alone, as far as one look tells: of settings only the same one is. */
export function isSameKind(a: Trial, b: Trial): boolean {
  return a.setting === b.setting && a.experiment === b.experiment && a.version === b.version && a.rng === b.rng;
}
