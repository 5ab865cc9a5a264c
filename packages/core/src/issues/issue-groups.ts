import type { Issue } from '../model/issue.js';
import type { RowStatus } from '../model/outcome.js';
import { describeIssue } from './describe-issue.js';
import { placeText } from '../model/place.js';

/** Equal problems of many rows, told once. */
export interface IssueGroup {
  readonly status: RowStatus;
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
  readonly #groups = new Map<string, IssueGroup & { count: number; readonly places: string[] }>();

  add(status: RowStatus, issues: readonly Issue[]): void {
    for (const issue of issues) this.#addOne(status, issue);
  }

  /** The groups of some statuses, largest first. */
  of(...statuses: readonly RowStatus[]): readonly IssueGroup[] {
    return [...this.#groups.values()]
      .filter(({ status }) => statuses.includes(status))
      .toSorted((a, b) => b.count - a.count);
  }

  #addOne(status: RowStatus, issue: Issue): void {
    const { headline, suggestion } = describeIssue(issue);
    const full = this.#groups.size >= mostGroups;
    const known = `${status}\n${issue.code}\n${full ? '' : headline}`;
    const group = this.#groups.get(known) ?? {
      status,
      code: issue.code,
      headline,
      suggestion,
      count: 0,
      places: [],
    };
    group.count += 1;
    if (group.places.length < mostPlaces) group.places.push(placeText({ ...issue.place, sheet: '' }));
    this.#groups.set(known, group);
  }
}
