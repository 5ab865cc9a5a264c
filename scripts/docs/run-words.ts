import {
  describeIssue,
  describeStop,
  exitCodeOf,
  issuesOf,
  matchLabels,
  notSentReasons,
  unknownReasons,
  type Outcome,
  type StopReason,
} from '../../packages/core/src/index.js';

/** A reason's stable word and the sentence that people read. */
export type ReasonText = readonly [reason: string, text: string];

// A record, so that the types fail where a kind is new or gone.
const stops: { readonly [Kind in StopReason['kind']]: Extract<StopReason, { kind: Kind }> } = {
  'key-refused': { kind: 'key-refused', code: 'INVALID_API_KEY' },
  unreachable: { kind: 'unreachable', cause: 'dns' },
  redirect: { kind: 'redirect', status: 307 },
  'throttled-too-long': { kind: 'throttled-too-long', seconds: 1_800 },
  'owner-unknown': { kind: 'owner-unknown', useremail: 'sam@example.com' },
  'too-many-unanswered': { kind: 'too-many-unanswered' },
  'too-many-errors': { kind: 'too-many-errors', errors: 21 },
  'look-ups-failing': { kind: 'look-ups-failing' },
  'id-of-another': { kind: 'id-of-another', customerId: '79459' },
  failed: { kind: 'failed' },
  interrupted: { kind: 'interrupted', signal: 'SIGINT' },
};

/** Why a row can be `unconfirmed`. */
export function unconfirmedReasons(): readonly ReasonText[] {
  return unknownReasons.map((reason) => [reason, whyOf({ status: 'unconfirmed', reason })]);
}

/** Why a row can be `not-sent`. */
export function notSentTexts(): readonly ReasonText[] {
  return notSentReasons.map((reason) => [reason, whyOf({ status: 'not-sent', reason })]);
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
  const [issue] = issuesOf({ raw: { row: 2, cells: [] } }, outcome, matchLabels(labels, ''));
  return String(issue?.values?.['why'] ?? '');
}

const labels = { row: 1, cells: ['firstname', 'surname', 'email', 'phone1', 'type'] };
