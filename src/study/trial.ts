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
