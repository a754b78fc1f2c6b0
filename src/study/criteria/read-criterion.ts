import { z } from 'zod';
import { InputError, quoted } from '../../base/input-error.js';
import type { SettingIdentity } from '../setting-fields.js';
import { readSeeds, type SeedRange } from '../seeds.js';
import { claimTest, type Criterion } from './criterion.js';
import { commonSeeds, type Baseline } from './no-worse-than.js';

const share = (words: string) => z.number({ error: words }).gt(0, { error: words }).lt(1, { error: words });
const margin = share('must be a number above 0 and below 1').min(1e-6, { error: 'must be at least 0.000001' });
const errorWords = 'must be a probability from 1e-12 to below 0.5';
const errorProbability = z
  .number({ error: errorWords })
  .min(1e-12, { error: errorWords })
  .lt(0.5, { error: errorWords });
const falsePass = errorProbability.default(0.05);
const falseAlarm = errorProbability.default(0.01);
const seedList = z.array(z.union([z.string(), z.number()], { error: 'must be A..B or one seed' }));

const successRate = z
  .strictObject({
    atLeast: share('must be a share of runs above 0 and below 1').meta({
      description: 'p: the share of runs that is to converge',
    }),
    margin: margin
      .optional()
      .meta({ description: 'δ: a rate of p − δ or less must not pass; 0.05, or p where that is less, if not given' }),
    falsePass: falsePass.meta({ description: 'the probability of passing at a rate of p − δ or less, at most' }),
    falseAlarm: falseAlarm.meta({ description: 'the probability of failing at a rate of p or more, at most' }),
  })
  .meta({ description: 'decided run by run in the order of the seeds; the study ends at the seed that decides it' });

const noWorseThan = z
  .strictObject({
    baseline: z.union(
      [
        z
          .string()
          .min(1)
          .meta({ description: 'a folder with the trials.csv of an earlier study, looked for beside the file' }),
        z.strictObject({ name: z.string(), ran: seedList, converged: seedList }).meta({
          description: 'the same, written out: what it is called, the seeds that ran, and those of them that converged',
        }),
      ],
      { error: 'must be the folder of an earlier study, or {"name", "ran", "converged"}' },
    ),
    setting: z
      .string()
      .optional()
      .meta({ description: "the setting's name in the baseline's tables; the criterion's own where not given" }),
    margin: margin.meta({ description: 'Δ: how much lower than the baseline’s the success rate may be' }),
    falsePass: falsePass.meta({
      description: 'the probability of passing at a rate that is lower by Δ or more, nearly',
    }),
    falseAlarm: falseAlarm.meta({
      description: 'the probability of failing at a rate that is lower by Δ or less, nearly',
    }),
  })
  .meta({ description: 'compared with an earlier study over the seeds that both ran, paired by seed' });

const claims = 'either successRate or noWorseThan';

/** The criterion of a study file. */
export const criterionSchema = z
  .strictObject(
    {
      setting: z.string().optional().meta({
        description: 'the name, as in the tables, of the setup it is about; not needed where there is one only',
      }),
      successRate: successRate.optional(),
      noWorseThan: noWorseThan.optional(),
    },
    { error: (issue) => (issue.code === 'invalid_type' ? `must be an object with ${claims}` : undefined) },
  )
  .refine((value) => (value.successRate === undefined) !== (value.noWorseThan === undefined), {
    error: `must have ${claims}, which say what decides it`,
  });

/** A criterion as it is asked for. */
export type CriterionRequest = z.output<typeof criterionSchema>;

/** A criterion whose baseline, where it has one, is a folder still: its tables are for the caller to read. */
export function baselineFolder({ noWorseThan: claim }: CriterionRequest): string | null {
  return typeof claim?.baseline === 'string' ? claim.baseline : null;
}

/** A criterion with what was found in its baseline's folder, in seeds as a study file has them. */
export function withBaseline(request: CriterionRequest, { name, ran, converged }: Baseline): CriterionRequest {
  const { noWorseThan: claim, ...rest } = request;
  if (claim === undefined) return request;
  return {
    ...rest,
    noWorseThan: { ...claim, baseline: { name, ran: seedTexts(ran), converged: seedTexts(converged) } },
  };
}

/**
 * Settles what a criterion asks of a study.
 * @param largest the largest seed of the generator
 * @throws InputError naming the field, the value and what would be right, also where the study's seeds cannot
 * decide it
 */
export function settleCriterion(
  request: CriterionRequest,
  settings: readonly SettingIdentity[],
  seeds: readonly SeedRange[],
  largest: number,
): Criterion {
  const criterion = { setup: setupOf(request, settings), claim: claimOf(request, largest) };
  if ('baseline' in criterion.claim && commonSeeds(criterion.claim, seeds) === 0) {
    throw new InputError(
      `noWorseThan: baseline: ${quoted(criterion.claim.baseline.name)}: has no seed in common with this study`,
    );
  }
  const { canMeet, canMiss, needed } = claimTest(criterion.claim).decidability(seeds);
  if (!canMeet && !canMiss)
    throw new InputError(`the study's seeds are too few to decide it: the fewest that can meet it are ${needed}`);
  return criterion;
}

/** What to say of a criterion that the study's seeds can miss but not meet; null where they can. */
export function criterionNote({ claim }: Criterion, seeds: readonly SeedRange[]): string | null {
  const { canMeet, needed } = claimTest(claim).decidability(seeds);
  return canMeet ? null : `the study's seeds are too few to meet its criterion: the fewest that can are ${needed}`;
}

/** The position of the setup that a criterion is about. @throws InputError */
export function setupOf({ setting }: CriterionRequest, settings: readonly SettingIdentity[]): number {
  const names = settingNames(settings);
  const known = `known are ${names.slice(0, 20).map(quoted).join(', ')}${names.length > 20 ? ', …' : ''}`;
  if (setting === undefined) {
    if (settings.length === 1) return 0;
    throw new InputError(`setting: missing: the study has ${settings.length}; ${known}`);
  }
  const found = names.indexOf(setting);
  if (found < 0) throw new InputError(`setting: ${quoted(setting)} is not one of the study's; ${known}`);
  return found;
}

/** What settings are called: by their names, with the rest of their identity where several have that name. */
export function settingNames(settings: readonly SettingIdentity[]): string[] {
  const count = new Map<string, number>();
  for (const [[, name]] of settings.map(({ identity }) => identity)) count.set(name, (count.get(name) ?? 0) + 1);
  return settings.map(({ identity: [[, name], ...others] }) => {
    const rest = others.flatMap(([, text]) => (text === '' ? [] : [text])).join(':');
    return count.get(name) === 1 ? name : `${name} ${rest}`;
  });
}

function claimOf(request: CriterionRequest, largest: number): Criterion['claim'] {
  if (request.successRate !== undefined) {
    const { atLeast, margin: given } = request.successRate;
    if (given !== undefined && given > atLeast) {
      throw new InputError(`successRate: margin: ${given}: must be at most atLeast, which is ${atLeast}`);
    }
    return { ...request.successRate, margin: given ?? Math.min(0.05, atLeast) };
  }
  if (request.noWorseThan === undefined) throw new InputError(`must have ${claims}`);
  const { baseline, margin: largestLoss, falsePass: pass, falseAlarm: alarm } = request.noWorseThan;
  if (typeof baseline === 'string') {
    throw new InputError(
      `noWorseThan: baseline: ${quoted(baseline)}: give {"name", "ran", "converged"}: only warizan study reads folders`,
    );
  }
  const read = (field: 'ran' | 'converged') =>
    baseline[field].length === 0
      ? []
      : ascending(readSeeds(`noWorseThan: baseline: ${field}`, baseline[field], largest));
  const runs = { name: baseline.name, ran: read('ran'), converged: read('converged') };
  return { baseline: runs, margin: largestLoss, falsePass: pass, falseAlarm: alarm };
}

function ascending(ranges: readonly SeedRange[]): SeedRange[] {
  return [...ranges].sort((a, b) => a.from - b.from);
}

/** Seeds as a study file has them. */
export function seedTexts(ranges: readonly SeedRange[]): (string | number)[] {
  return ranges.map(({ from, to }) => (from === to ? from : `${from}..${to}`));
}

/** The same criterion as a study file has it, with nothing left to its standard and no other file needed. */
export function criterionText({ setup, claim }: Criterion, settings: readonly SettingIdentity[]): object {
  const setting = settingNames(settings)[setup];
  if ('atLeast' in claim) return { setting, successRate: claim };
  const { name, ran, converged } = claim.baseline;
  return {
    setting,
    noWorseThan: { ...claim, baseline: { name, ran: seedTexts(ran), converged: seedTexts(converged) } },
  };
}
