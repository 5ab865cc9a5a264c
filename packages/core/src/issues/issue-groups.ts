import type { Issue } from '../model/issue.js';
import type { RowStatus } from '../model/outcome.js';
import { describeIssue } from './describe-issue.js';
import { placeText } from '../model/place.js';

/** What a problem belongs to: what became of its row, or, for what the reader warns of, no matter what. */
export type IssueGroupKind = RowStatus | 'warning';

/** Equal problems of many rows, told once. */
export interface IssueGroup {
  readonly kind: IssueGroupKind;
  readonly code: string;
  readonly headline: string;
  readonly suggestion: string;
  readonly count: number;
  /** The first few, without the sheet: `D17`. */
  readonly places: readonly string[];
}

const mostPlaces = 5;
const mostGroups = 500;

/** Gathers issues by what they say. Stays small, whatever the list is like. */
export class IssueGroups {
  readonly #groups = new Map<
    string,
    IssueGroup & { count: number; suggestion: string; readonly places: string[] }
  >();

  add(kind: IssueGroupKind, issues: readonly Issue[]): void {
    for (const issue of issues) this.#addOne(kind, issue);
  }

  /** The groups of some kinds, largest first. */
  of(...kinds: readonly IssueGroupKind[]): readonly IssueGroup[] {
    return [...this.#groups.values()]
      .filter(({ kind }) => kinds.includes(kind))
      .toSorted((a, b) => b.count - a.count);
  }

  #addOne(kind: IssueGroupKind, issue: Issue): void {
    const { headline, suggestion } = describeIssue(issue);
    const full = this.#groups.size >= mostGroups;
    const known = `${kind}\n${issue.code}\n${full ? '' : headline}`;
    const group = this.#groups.get(known) ?? {
      kind,
      code: issue.code,
      headline,
      suggestion,
      count: 0,
      places: [],
    };
    if (group.suggestion !== suggestion) group.suggestion = manySuggestion(issue);
    group.count += 1;
    if (group.places.length < mostPlaces) group.places.push(placeText({ ...issue.place, sheet: '' }));
    this.#groups.set(known, group);
  }
}

/** What to do about problems of a kind, each with a likely value of its own. */
function manySuggestion({ values }: Issue): string {
  const rule = values?.['rule'];
  const each = "Each row's suggestion is in the result workbook";
  return rule === undefined ? `${each}.` : `${each}; to take them all: --accept ${String(rule)}.`;
}
