import {
  describeIssue,
  describeStop,
  exitCodeOf,
  issuesOf,
  matchLabels,
  type NotSentReason,
  type Outcome,
  type StopReason,
  type UnknownReason,
} from '../../packages/core/src/index.js';

/** A reason's stable word and the sentence that people read. */
export type ReasonText = readonly [reason: string, text: string];

// Records, so that the types fail where a reason is new or gone.
const unknownReasons: Readonly<Record<UnknownReason, true>> = {
  'time-out': true,
  'connection-lost': true,
  'answer-cut-off': true,
  'answer-too-large': true,
  'answer-unreadable': true,
  'answer-without-id': true,
  'server-error': true,
  forbidden: true,
  redirect: true,
  'unknown-code': true,
  'cut-off-by-user': true,
  'program-ended': true,
  'look-up-failed': true,
};
const notSentReasons: Readonly<Record<NotSentReason, true>> = { 'run-stopped': true, 'waits-for-row': true };

const stops: { readonly [Kind in StopReason['kind']]: Extract<StopReason, { kind: Kind }> } = {
  'key-refused': { kind: 'key-refused', code: 'INVALID_API_KEY' },
  unreachable: { kind: 'unreachable', cause: 'dns' },
  redirect: { kind: 'redirect', status: 307 },
  'throttled-too-long': { kind: 'throttled-too-long', seconds: 1_800 },
  'owner-unknown': { kind: 'owner-unknown', useremail: 'sam@example.com' },
  failed: { kind: 'failed' },
  interrupted: { kind: 'interrupted', signal: 'SIGINT' },
};

/** Why a row can be `unconfirmed`. */
export function unconfirmedReasons(): readonly ReasonText[] {
  return keysOf(unknownReasons).map((reason) => [reason, whyOf({ status: 'unconfirmed', reason })]);
}

/** Why a row can be `not-sent`. */
export function notSentTexts(): readonly ReasonText[] {
  return keysOf(notSentReasons).map((reason) => [reason, whyOf({ status: 'not-sent', reason })]);
}

/** Why a run can stop, by way of example, and the exit code it then has. */
export function stopTexts(): readonly (readonly [reason: string, text: string, exitCode: string])[] {
  return Object.values(stops).map((stop) => [
    stop.kind,
    describeStop(stop, 'solarproof.com.au'),
    stop.kind === 'interrupted' ? '130, SIGTERM 143' : String(exitCodeOf({}, stop)),
  ]);
}

/** How the vendor's refusals are worded that the catalogue has no words of its own for. */
export function vendorText(): { readonly headline: string; readonly suggestion: string } {
  const values = { message: "Required field 'firstname' is missing" };
  return describeIssue({ code: 'API_INVALID_PARAMETERS', level: 'error', place: {}, values });
}

function whyOf(outcome: Outcome): string {
  const [issue] = issuesOf({ row: 2, cells: [] }, outcome, matchLabels(labels, '', new Map()));
  return String(issue?.values?.['why'] ?? '');
}

const labels = { row: 1, cells: ['firstname', 'surname', 'email', 'phone1', 'type'] };

function keysOf<Key extends string>(record: Readonly<Record<Key, true>>): readonly Key[] {
  // Object.keys knows its keys only as strings; the record above has no others.
  return Object.keys(record) as Key[];
}
