import { feedsOf, targetLabel, type ColumnTarget } from './column-target.js';
import { editDistance } from '../nearest-word.js';
import { knownLabels } from './known-labels.js';
import type { MappedColumn, Mapping } from './mapping.js';
import { normaliseLabel } from './normalise-label.js';
import { shareOf, type ColumnLook } from './survey-columns.js';

/** A likely match of a column that feeds nothing for certain. */
export interface TargetSuggestion {
  /** 0-based. */
  readonly column: number;
  readonly name: string;
  readonly target: ColumnTarget;
  /** From 0 to 1. */
  readonly confidence: number;
  /** What it leans on, for people. */
  readonly why: string;
}

const leastShare = 0.9;
const leastSimilarity = 0.75;
/** Shorter labels are too soon alike. */
const shortestLabel = 4;
/** `name` is the end of too many. */
const shortestPart = 5;

/** The likely matches of a mapping's other columns with fields that nothing feeds, the surest first; one a column and a target. */
export function suggestTargets(mapping: Mapping, looks: readonly ColumnLook[]): readonly TargetSuggestion[] {
  const open = mapping.columns.filter(
    ({ target, matchedBy, outdoneBy }) =>
      target === undefined && matchedBy === undefined && outdoneBy === undefined,
  );
  const isFree = (target: ColumnTarget): boolean =>
    feedsOf(target)
      .slice(0, 1)
      .every((field) => !mapping.columnOf.has(field));
  const isBlank = (column: number): boolean => looks.length > 0 && (looks[column]?.filled ?? 0) === 0;
  const all = open
    .filter(({ column }) => !isBlank(column))
    .flatMap((column) => [
      ...byContent(column, looks[column.column]),
      ...byLabel(column, looks[column.column]),
    ])
    .filter(({ target }) => isFree(target))
    .toSorted((one, other) => other.confidence - one.confidence);
  const taken = { columns: new Set<number>(), targets: new Set<ColumnTarget>() };
  return all.filter(({ column, target }) => {
    if (taken.columns.has(column) || taken.targets.has(target)) return false;
    taken.columns.add(column);
    taken.targets.add(target);
    return true;
  });
}

const contents = [
  { what: 'emails', target: 'email', words: 'e-mail addresses' },
  { what: 'phones', target: 'phone', words: 'phone numbers' },
  { what: 'types', target: 'type', words: 'customer types' },
] as const;

/** Numbers that look like phones, and are none of a customer's. */
const otherNumbers = /fax|pager|abn|acn|account|invoice|order|bsb|meter|nmi|tfn|licen/;
/** "Home" and "Business" are also kinds of phones and addresses. */
const otherKinds = /phone|mail|address|website|relation|event|date/;

function byContent(
  { column, name }: MappedColumn,
  look: ColumnLook | undefined,
): readonly TargetSuggestion[] {
  return contents.flatMap(({ what, target, words }): TargetSuggestion[] => {
    const share = shareOf(look, what);
    const isOther = what === 'phones' ? otherNumbers : what === 'types' ? otherKinds : undefined;
    if (share < leastShare || isOther?.test(normaliseLabel(name))) return [];
    return [
      {
        column,
        name,
        target,
        confidence: share,
        why: `${Math.floor(share * 100)} % of its values are ${words}`,
      },
    ];
  });
}

function byLabel(
  { column, name, label }: MappedColumn,
  look: ColumnLook | undefined,
): readonly TargetSuggestion[] {
  const normalised = normaliseLabel(label);
  if (normalised.length < shortestLabel) return [];
  let best: TargetSuggestion | undefined;
  for (const [known, { target }] of knownLabels) {
    const confidence = similarity(normalised, known);
    if (confidence < leastSimilarity || confidence <= (best?.confidence ?? 0) || contradicts(target, look))
      continue;
    best = {
      column,
      name,
      target,
      confidence,
      why: `its label is like "${targetLabel(target)}" (${Math.floor(confidence * 100)} %)`,
    };
  }
  return best === undefined ? [] : [best];
}

/** A label alone is no sign where the values are of another kind. */
function contradicts(target: ColumnTarget, look: ColumnLook | undefined): boolean {
  if (look === undefined || look.filled === 0) return false;
  const fields = feedsOf(target);
  if (fields.includes('email') || fields.includes('useremail')) return shareOf(look, 'emails') < 0.5;
  if (fields.some((field) => field.includes('phone'))) return shareOf(look, 'phones') < 0.5;
  return shareOf(look, 'emails') >= 0.5 || shareOf(look, 'phones') >= 0.5;
}

/** How alike two labels are, from 0 to 1: one contains the other as its start or end, or few letters differ. */
function similarity(one: string, other: string): number {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < shortestLabel) return 0;
  if (short.length >= shortestPart && (long.startsWith(short) || long.endsWith(short)))
    return 0.75 + 0.2 * (short.length / long.length);
  if (long.length - short.length > long.length * (1 - leastSimilarity)) return 0;
  return 1 - editDistance(one, other) / long.length;
}
