import type { Mapping } from '../mapping/mapping.js';
import type { Issue, Place } from '../model/issue.js';
import type {
  AlreadyImported,
  NotSentReason,
  Outcome,
  Refusal,
  SkippedReason,
  UnknownReason,
} from '../model/outcome.js';
import { customerFields } from '../fields/customer-fields.js';
import { oneLine } from '../fields/normalise-text.js';
import { mapRow } from '../mapping/map-row.js';
import { fieldIndex } from '../mapping/open-row.js';
import { placeOf } from '../mapping/place-of.js';
import type { RawRow } from '../model/raw-row.js';
import { withValues } from './vendor-words.js';

const unknownBecause: Readonly<Record<UnknownReason, string>> = {
  'time-out': 'no answer came in time',
  'connection-lost': 'the connection broke before the answer',
  'answer-cut-off': 'the answer was cut off',
  'answer-too-large': 'the answer was too large',
  'answer-unreadable': 'the answer could not be read',
  'answer-without-id': 'the answer had no customer ID',
  'id-of-another': 'the ID in the answer belongs to another customer',
  'server-error': 'the server answered with an error of its own',
  forbidden: 'the server answered 403 (forbidden)',
  redirect: 'the server sent us elsewhere',
  'unknown-code': 'the answer made no sense',
  'duplicate-of-own': 'Solar Proof has this e-mail, perhaps from an attempt that it did not answer',
  'cut-off-by-user': 'the run was cut off while waiting for the answer',
  'program-ended': 'the program ended while it waited for the answer',
  'look-up-failed': 'Solar Proof says that the e-mail exists, but it could not be looked up',
};

const notSentBecause: Readonly<Record<NotSentReason, string>> = {
  'run-stopped': 'the run stopped before this row',
  'waits-for-row': 'the earlier row of the same customer is not settled',
  'waits-for-run': 'an earlier run has sent this e-mail, and nobody knows yet what became of it',
  'never-answered': 'it was sent twice, and Solar Proof neither answered nor kept the customer',
  'settled-absent': 'it was sent, and Solar Proof has not kept the customer',
  'not-rechecked': 'the customer could not be looked up',
  'user-unknown': 'Solar Proof has no such user',
};

const skippedBecause: Readonly<Record<SkippedReason, string>> = {
  'no-mapped-value': 'no value in a column that Solar Proof takes',
  'repeated-header': 'the labels once more',
  totals: 'a row of totals',
  note: 'a note, and no customer',
  'other-table': 'another table begins above it or here',
  hidden: 'a hidden row',
};

/** A row and what the check warns of. */
export interface WarnedRow {
  readonly raw: RawRow;
  readonly warnings?: readonly Issue[];
}

/** All that is to be said of a row: what reader and check warn of, for it may be the cause, then what its outcome says. */
export function issuesOf(row: WarnedRow, outcome: Outcome, mapping: Mapping): readonly Issue[] {
  const ofOutcome = outcomeIssues(row.raw, outcome, mapping);
  const warnings = warningsBeside(ofOutcome, row, mapping);
  return warnings.length === 0 ? ofOutcome : [...warnings, ...ofOutcome];
}

/** What reader and check warn of and the outcome does not say anyhow. */
export function warningsBeside(
  ofOutcome: readonly Issue[],
  { raw, warnings = [] }: WarnedRow,
  mapping: Mapping,
): readonly Issue[] {
  const ofReader = rowWarnings(raw, mapping).filter(({ code }) =>
    ofOutcome.every((issue) => issue.code !== code),
  );
  return warnings.length === 0 ? ofReader : [...ofReader, ...warnings];
}

/** What the reader warns of, whatever becomes of the row: of the whole row, or of a cell that feeds a field. */
export function rowWarnings(raw: RawRow, { recipe }: Pick<Mapping, 'recipe'>): readonly Issue[] {
  if (raw.issues === undefined) return [];
  return raw.issues.flatMap((issue) => {
    if (issue.level !== 'warning') return [];
    if (issue.place.column === undefined) return [issue];
    const field = recipe.fed.get(issue.place.column);
    return field === undefined ? [] : [{ ...issue, field }];
  });
}

/** What a row's outcome says, as issues that can be worded. */
export function outcomeIssues(raw: RawRow, outcome: Outcome, mapping: Mapping): readonly Issue[] {
  const place = placeOf(mapping, raw);
  switch (outcome.status) {
    case 'created':
      return outcome.confirmed ? [{ code: 'CONFIRMED_BY_LOOK_UP', level: 'warning', place }] : [];
    case 'ready':
      return [];
    case 'invalid':
      return outcome.issues;
    case 'rejected':
      return [refused(raw, outcome, mapping)];
    case 'already-imported':
      return [alreadyThere(outcome, placeOf(mapping, raw, 'email'))];
    case 'exists':
      return [existing(placeOf(mapping, raw, 'email'), outcome.otherName ?? false)];
    case 'duplicate':
      return [
        {
          code: 'DUPLICATE_IN_FILE',
          level: 'warning',
          place: placeOf(mapping, raw, 'email'),
          field: 'email',
          values: { row: outcome.of },
        },
      ];
    case 'unconfirmed':
      return [
        { code: 'OUTCOME_UNKNOWN', level: 'error', place, values: { why: unknownBecause[outcome.reason] } },
      ];
    case 'not-sent':
      return [
        outcome.reason === 'user-unknown' ? ownerUnknown(raw, mapping) : notSent(outcome.reason, place),
      ];
    case 'skipped':
      return [
        { code: 'ROW_SKIPPED', level: 'warning', place, values: { why: skippedBecause[outcome.reason] } },
      ];
  }
}

function notSent(reason: NotSentReason, place: Place): Issue {
  return { code: 'ROW_NOT_SENT', level: 'error', place, values: { why: notSentBecause[reason] } };
}

/** Another row was refused for its owner: the same is told of all rows with that owner. */
function ownerUnknown(raw: RawRow, mapping: Mapping): Issue {
  const owner = oneLine(mapRow(mapping, raw).texts[fieldIndex.useremail] ?? '');
  const place = placeOf(mapping, raw, 'useremail');
  const why = `${notSentBecause['user-unknown']}: ${owner}`;
  return { code: 'ROW_NOT_SENT', level: 'error', place, field: 'useremail', values: { why, owner } };
}

/** The vendor's refusal, the row's values put back into the vendor's words. */
function refused(raw: RawRow, { code, message, field }: Refusal, mapping: Mapping): Issue {
  const { texts } = mapRow(mapping, raw);
  const values = Object.fromEntries(
    customerFields.map(({ key }, index) => [key, oneLine(texts[index] ?? '')]),
  );
  const found = field === undefined ? '' : (values[field] ?? '');
  return {
    code: `API_${code}`,
    level: 'error',
    place: placeOf(mapping, raw, field),
    ...(field === undefined ? {} : { field }),
    values: { message: withValues(message, values), ...(found === '' ? {} : { found }) },
  };
}

function alreadyThere({ runId, at, otherName }: AlreadyImported, place: Place): Issue {
  const values = { run: runId, date: at.slice(0, 10), ...(otherName ? { otherName: 1 } : {}) };
  return { code: 'ALREADY_IMPORTED', level: 'warning', place, field: 'email', values };
}

function existing(place: Place, otherName: boolean): Issue {
  const issue = { code: 'API_DUPLICATE_EMAIL', level: 'warning', place, field: 'email' } as const;
  return { ...issue, values: otherName ? { visible: 1, otherName: 1 } : { visible: 1 } };
}
