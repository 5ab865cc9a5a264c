import { mapRow } from '../mapping/map-row.js';
import type { Mapping } from '../mapping/mapping.js';
import { createLeaveOut } from './leave-out.js';
import { placeOf } from '../mapping/place-of.js';
import type { Change } from '../model/change.js';
import { personKey, type CustomerDraft } from '../model/customer-draft.js';
import { emailKey, type EmailKey } from '../model/email-key.js';
import type { Issue } from '../model/issue.js';
import type { SkippedReason } from '../model/outcome.js';
import type { RawRow } from '../model/raw-row.js';
import type { Offer } from '../validation/normalise-row.js';
import { validateRow } from '../validation/validate-row.js';
import { createSeenEmails } from './seen-emails.js';

/** A row that can be sent. */
export interface SendableRow {
  readonly raw: RawRow;
  readonly draft: CustomerDraft;
  readonly emailKey: EmailKey;
  readonly changes: readonly Change[];
  /** Worth a look, and no obstacle. */
  readonly warnings: readonly Issue[];
  /** What likely rules would make of values that can be sent as they are. */
  readonly offers: readonly Offer[];
}

/** A row after the check: what may be done with it. */
export type CheckedRow =
  | ({ readonly kind: 'ready' } & SendableRow)
  /** The same person as in the earlier row `of`: what becomes of that one decides. */
  | ({ readonly kind: 'duplicate'; readonly of: number } & SendableRow)
  | {
      readonly kind: 'invalid';
      readonly raw: RawRow;
      readonly issues: readonly Issue[];
      readonly changes: readonly Change[];
      readonly warnings: readonly Issue[];
      readonly offers: readonly Offer[];
    }
  | { readonly kind: 'skipped'; readonly raw: RawRow; readonly reason: SkippedReason };

/** Checks the rows of one file, given in their order. */
export type RowCheck = (raw: RawRow) => CheckedRow;

/**
 * Makes the check of one pass through a file. It remembers each e-mail: a later row of the same person (first name and
 * surname) is a duplicate of the latest one before it, a later row of another person is invalid (`EMAIL_SHARED_IN_FILE`).
 */
export function createRowCheck(mapping: Mapping): RowCheck {
  const seen = createSeenEmails();
  const leaveOut = createLeaveOut(mapping);
  return (raw) => {
    const left = leaveOut(raw);
    if (left !== undefined) return { kind: 'skipped', raw, reason: left };
    const mapped = mapRow(mapping, raw);
    if (!mapped.hasValue) return { kind: 'skipped', raw, reason: 'no-mapped-value' };
    const validated = validateRow(mapped, mapping);
    if (validated.kind === 'invalid') return { ...validated, raw };
    const { draft, changes, warnings, offers } = validated;
    const sendable = { raw, draft, emailKey: emailKey(draft.email), changes, warnings, offers };
    const earlier = seen.note(sendable.emailKey, personKey(draft), raw.row);
    if (earlier === undefined) return { kind: 'ready', ...sendable };
    if (!earlier.isSamePerson) {
      return {
        kind: 'invalid',
        raw,
        changes,
        warnings,
        offers,
        issues: [sharedEmail(mapping, raw, { email: draft.email, other: earlier.first })],
      };
    }
    return { kind: 'duplicate', of: earlier.row, ...sendable };
  };
}

function sharedEmail(
  mapping: Mapping,
  raw: RawRow,
  { email, other }: { email: string; other: number },
): Issue {
  return {
    code: 'EMAIL_SHARED_IN_FILE',
    level: 'error',
    place: placeOf(mapping, raw, 'email'),
    field: 'email',
    values: { found: email, row: other },
  };
}
