import { customerFields } from '../fields/customer-fields.js';
import type { FieldKey } from '../fields/field-key.js';
import { columnFinder, columnOptions } from './apply-profile.js';
import { feedsOf, isFieldTarget, isPhoneTarget, phoneOrder, type PhoneTarget } from './column-target.js';
import type { ColumnSteps, Join, MappedColumn, Recipe } from './mapping.js';
import type { MappingProfile } from './mapping-profile.js';
import { normaliseLabel } from './normalise-label.js';
import type { ColumnLook } from './survey-columns.js';

const stateLabels = new Set([
  'state',
  'stateprovince',
  'stateterritory',
  'region',
  'customerstate',
  'addr1state',
  'homestate',
  'poregion',
  'saregion',
  'mailingstate',
  'mailingstateprovince',
  'billingstate',
  'address1region',
  'addressstate',
]);
const abnLabels = new Set([
  'abn',
  'abnno',
  'abnnumber',
  'australianbusinessnumber',
  'taxnumber',
  'taxidno',
  'businessnumber',
]);

/** Works out, once for all rows, where a row's texts come from. */
export function buildRecipe(
  columns: readonly MappedColumn[],
  { profile, looks }: { readonly profile: MappingProfile | undefined; readonly looks: readonly ColumnLook[] },
): Recipe {
  const fields = customerFields.map(({ key }) => key);
  const columnFor = (key: string): number => columns.find(({ target }) => target === key)?.column ?? -1;
  const joins = joinsOf(profile, columns);
  const steps = stepsOf(columns, { profile, looks });
  const order: readonly PhoneTarget[] = [...(profile?.phones ?? []), ...phoneOrder];
  const phones = columns
    .flatMap(({ column, target, name }) =>
      isPhoneTarget(target) ? [{ column, target, kind: kindBeside(columns, name) }] : [],
    )
    .toSorted((one, other) => order.indexOf(one.target) - order.indexOf(other.target));
  const recipe = {
    columns: fields.map((key) => (key === 'phone1' || key === 'phone2' ? -1 : columnFor(key))),
    fullNames: columns.filter(({ target }) => target === 'fullname').map(({ column }) => column),
    companyOrSurname: columnFor('companyorsurname'),
    phones,
    joins,
    splits: [...steps].filter(([, { split }]) => split !== undefined).map(([column]) => column),
    steps,
    state: columns.find(({ name }) => stateLabels.has(normaliseLabel(name)))?.column ?? -1,
    abn: columns.find(({ name }) => abnLabels.has(normaliseLabel(name)))?.column ?? -1,
  };
  return { ...recipe, fed: fedColumns(columns, recipe) };
}

/** Google's "Phone 1 - Value" has "Phone 1 - Type" or "Phone 1 - Label" beside it. */
function kindBeside(columns: readonly MappedColumn[], name: string): number {
  const [, stem] = /^(.*) - Value$/i.exec(name) ?? [];
  if (stem === undefined) return -1;
  return (
    columns.find((other) => other.name === `${stem} - Type` || other.name === `${stem} - Label`)?.column ?? -1
  );
}

/** The first column that can feed each field: its own, else one that is taken apart or joined for it. */
export function fedFields(columns: readonly MappedColumn[], recipe: Recipe): ReadonlyMap<FieldKey, number> {
  const found = new Map<FieldKey, number>();
  const add = (field: FieldKey, column: number): void => {
    if (!found.has(field)) found.set(field, column);
  };
  for (const { column, target } of columns)
    if (target !== undefined && isFieldTarget(target)) add(target, column);
  for (const [field, { columns: joined }] of recipe.joins) add(field, joined[0] ?? -1);
  for (const column of recipe.splits)
    for (const field of recipe.steps.get(column)?.split?.into ?? []) add(field, column);
  const [first, second] = recipe.phones;
  if (first) add('phone1', first.column);
  if (second) add('phone2', second.column);
  if (recipe.companyOrSurname >= 0)
    for (const field of feedsOf('companyorsurname')) add(field, recipe.companyOrSurname);
  for (const column of recipe.fullNames)
    for (const field of ['firstname', 'surname'] as const) add(field, column);
  return found;
}

function fedColumns(
  columns: readonly MappedColumn[],
  { joins, splits, steps }: Pick<Recipe, 'joins' | 'splits' | 'steps'>,
): ReadonlyMap<number, FieldKey> {
  const found = new Map<number, FieldKey>();
  for (const { column, target } of columns) {
    const [field] = target === undefined ? [] : feedsOf(target);
    if (field !== undefined) found.set(column, field);
  }
  for (const [field, join] of joins) for (const column of join.columns) found.set(column, field);
  for (const column of splits) {
    const [field] = steps.get(column)?.split?.into ?? [];
    if (field !== undefined) found.set(column, field);
  }
  return found;
}

function joinsOf(
  profile: MappingProfile | undefined,
  columns: readonly MappedColumn[],
): ReadonlyMap<FieldKey, Join> {
  const columnNamed = columnFinder(columns.map(({ name }) => name));
  return new Map(
    customerFields.flatMap(({ key }): [FieldKey, Join][] => {
      const join = profile?.join?.[key];
      if (join === undefined) return [];
      return [[key, { columns: join.columns.map(columnNamed), with: join.with }]];
    }),
  );
}

function stepsOf(
  columns: readonly MappedColumn[],
  { profile, looks }: { readonly profile: MappingProfile | undefined; readonly looks: readonly ColumnLook[] },
): ReadonlyMap<number, ColumnSteps> {
  const found = new Map<number, ColumnSteps>();
  const optionsOf = columnOptions(profile);
  for (const { column, name } of columns) {
    const said = optionsOf(name);
    const values = Object.entries(said?.values ?? {});
    const look = looks[column];
    // The whole column agrees: some texts are of the kind, and none has letters beyond ASCII that are right as they stand.
    const isMojibake = look !== undefined && look.mojibake > 0 && look.accents === 0;
    const steps: ColumnSteps = {
      ...(values.length === 0
        ? {}
        : { values: new Map(values.map(([word, value]) => [wordKey(word), value])) }),
      ...(said?.split === undefined ? {} : { split: said.split }),
      ...(isMojibake ? { mojibake: true } : {}),
    };
    if (Object.keys(steps).length > 0) found.set(column, steps);
  }
  return found;
}

/** A word as a dictionary knows it: case and outer spaces do not count. */
export function wordKey(word: string): string {
  return word.trim().toLowerCase();
}
