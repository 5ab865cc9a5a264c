import { ruleNamed } from '../fields/rules.js';
import type { FieldKey } from '../fields/field-key.js';
import type { Change } from '../model/change.js';
import type { RawRow } from '../model/raw-row.js';
import { columnLetters } from '../model/place.js';
import type { Offer } from '../validation/normalise-row.js';

/** What one rule did, or would do, to a field. */
export interface MendGroup {
  readonly rule: string;
  /** Several, where the rule made values of all of them of the same cells. */
  readonly fields: readonly FieldKey[];
  /** What it did, as it stands behind a count. */
  readonly told: string;
  readonly count: number;
  /** The first few cells: `D17`; without a column where the value came from elsewhere. */
  readonly places: readonly string[];
}

/** A checked row, as far as mends go. */
interface MendedRow {
  readonly raw: RawRow;
  readonly changes: readonly Change[];
  readonly offers: readonly Offer[];
}

const mostPlaces = 3;

/** Gathers mends by rule and field. Stays small: there are few rules. */
export class MendGroups {
  readonly #done = new Map<string, OpenGroup>();
  readonly #offered = new Map<string, OpenGroup>();

  /** @param canBeSent what is refused is told by itself */
  add({ raw, changes, offers }: MendedRow, canBeSent: boolean): void {
    for (const { rule, field, column } of changes) count(this.#done, { rule, field }, cellOf(raw, column));
    if (!canBeSent) return;
    for (const { rule, field } of offers) count(this.#offered, { rule, field, key: rule }, `row ${raw.row}`);
  }

  /** What was done, the most frequent first. */
  get done(): readonly MendGroup[] {
    return withFieldsJoined(sorted(this.#done));
  }

  /** What likely rules would do to values that can be sent as they are, once a rule. */
  get offered(): readonly MendGroup[] {
    return sorted(this.#offered);
  }
}

type OpenGroup = MendGroup & { count: number; readonly places: string[] };

interface Mend {
  readonly rule: string;
  readonly field: FieldKey;
  /** What equal ones are counted by; default: rule and field. */
  readonly key?: string;
}

function cellOf({ row }: RawRow, column: number | undefined): string {
  return column === undefined ? `row ${row}` : `${columnLetters(column)}${row}`;
}

function count(
  groups: Map<string, OpenGroup>,
  { rule, field, key = `${rule} ${field}` }: Mend,
  place: string,
): void {
  let group = groups.get(key);
  if (group === undefined) {
    group = { rule, fields: [field], told: ruleNamed(rule)?.told ?? rule, count: 0, places: [] };
    groups.set(key, group);
  }
  group.count += 1;
  if (group.places.length < mostPlaces) group.places.push(place);
}

function sorted(groups: ReadonlyMap<string, OpenGroup>): readonly MendGroup[] {
  return [...groups.values()].toSorted((one, other) => other.count - one.count);
}

/** One rule that took the same cells apart for several fields is told once. */
function withFieldsJoined(groups: readonly MendGroup[]): readonly MendGroup[] {
  const joined = new Map<string, MendGroup>();
  for (const group of groups) {
    const key = [group.rule, group.count, ...group.places].join(' ');
    const same = joined.get(key);
    joined.set(key, same === undefined ? group : { ...same, fields: [...same.fields, ...group.fields] });
  }
  return [...joined.values()];
}
