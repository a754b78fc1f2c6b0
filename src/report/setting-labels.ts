import { shortFieldName, withoutGridSuffix } from '../study/grid-name.js';
import { variantText, variedFields, type SettingIdentity, type VariedField } from '../study/setting-fields.js';
import { fitLabels } from './fit-labels.js';
import { showUserText } from './user-text.js';

/** How the settings of a study are told apart. */
export interface SettingLabels {
  /** One a setting, no two the same: `learningRate 0.05, mantissa false`. */
  readonly labels: readonly string[];
  /**
   * What all settings have in common, where labels leave it out: their name; null where labels say
   * all.
   */
  readonly common: string | null;
  /** The fields in which they differ. */
  readonly fields: readonly VariedField[];
}

/**
 * Labels settings by the fields in which they differ; what they have in common is said once. Settings that
 * somebody has written out keep the names they were given, since those were given to tell them apart.
 */
export function settingLabels(settings: readonly SettingIdentity[]): SettingLabels {
  const fields = variedFields(settings);
  const hasGrid = settings.some(({ grid }) => grid.length > 0);
  const paths = fields.map(({ path }) => path);
  const parts = (k: number) =>
    fields.flatMap(({ of, path, values }) => {
      if (of !== 'path') return values[k] === '' ? [] : [String(values[k])];
      return hasGrid ? [`${shortFieldName(path, paths)} ${values[k]}`] : [];
    });
  const byField = settings.map((_, k) => parts(k).join(', '));
  const variesOf = (kind: VariedField['of']) => fields.some(({ of }) => of === kind);
  const whole = settings.map((setting) => {
    const [[, name]] = setting.identity;
    const variant = variantText(setting);
    return variesOf('variant') && variant !== '' ? `${name} (${variant})` : name;
  });
  const areDistinct = new Set(byField).size === settings.length && byField.every((label) => label !== '');
  if (!hasGrid || !areDistinct) return { labels: readable(whole), common: null, fields };
  const common = variesOf('name') ? null : commonName(settings);
  return { labels: readable(byField), common: common === null ? null : showUserText(common, longest), fields };
}

function commonName(settings: readonly SettingIdentity[]): string | null {
  const [{ identity, grid }] = settings;
  const [[, name]] = identity;
  const own = grid.length === 0 ? '' : withoutGridSuffix(name, grid);
  return own === '' ? null : own;
}

/** Up to here labels are whole in sentences and tables, in characters. */
const longest = 80;

/** Labels fit for sentences; those that nothing tells apart, as in tables nobody knows, are counted. */
function readable(names: readonly string[]): string[] {
  const clean = names.map((name) => showUserText(name, Infinity));
  const shown = new Set(clean).size === clean.length ? fitLabels(clean, (text) => text.length <= longest) : clean;
  const taken = new Set<string>();
  return shown.map((own) => {
    const name = showUserText(own, longest);
    let label = name;
    for (let k = 2; taken.has(label); k++) label = `${name} (${k})`;
    taken.add(label);
    return label;
  });
}
