import type { FieldKey } from '../fields/field-key.js';
import { feedsOf, isPhoneTarget } from './column-target.js';
import type { Mapping } from './mapping.js';

/** What a column feeds in most rows, for telling: of the phones the first is phone 1, the others are what is left for phone 2. */
export function columnFeeds(
  { columns, recipe }: Pick<Mapping, 'columns' | 'recipe'>,
  column: number,
): readonly FieldKey[] {
  const target = columns[column]?.target;
  if (isPhoneTarget(target)) return recipe.phones[0]?.column === column ? ['phone1'] : ['phone2'];
  if (target === 'fullname') return ['firstname', 'surname'];
  if (target !== undefined) return feedsOf(target);
  const split = recipe.steps.get(column)?.split?.into;
  const field = recipe.fed.get(column);
  return split ?? (field === undefined ? [] : [field]);
}
