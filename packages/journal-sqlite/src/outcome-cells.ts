import {
  BugError,
  fieldKeys,
  notSentReasons,
  unknownReasons,
  type Outcome,
  type SettledOutcome,
} from '@solarproof-import/core';
import type { SqlRow, SqlValue } from './open-database.js';
import { numberIn, numberOf, textIn, textOf } from './sql-cells.js';

/** The columns of `run_row` that hold a settled outcome, in the order of `outcomeCells`. */
export const outcomeColumns = [
  'status',
  'customer_id',
  'code',
  'field',
  'message',
  'of_row',
  'other_name',
  'confirmed',
  'known_run',
  'known_at',
] as const;

type Cells = Partial<Readonly<Record<(typeof outcomeColumns)[number], SqlValue>>>;

/** A settled outcome as values for `outcomeColumns`. */
export function outcomeCells(outcome: SettledOutcome): readonly SqlValue[] {
  const cells: Cells = { other_name: 0, confirmed: 0, ...ownCells(outcome), status: outcome.status };
  return outcomeColumns.map((column) => cells[column] ?? null);
}

function ownCells(outcome: SettledOutcome): Cells {
  switch (outcome.status) {
    case 'created':
      return { customer_id: outcome.customerId, confirmed: outcome.confirmed ? 1 : 0 };
    case 'exists':
      return { customer_id: outcome.customerId, other_name: outcome.otherName ? 1 : 0 };
    case 'already-imported':
      return {
        customer_id: outcome.customerId,
        other_name: outcome.otherName ? 1 : 0,
        known_run: outcome.runId,
        known_at: outcome.at,
      };
    case 'duplicate':
      return { of_row: outcome.of, customer_id: outcome.customerId ?? null };
    case 'rejected':
      return { code: outcome.code, message: outcome.message, field: outcome.field ?? null };
  }
}

/** What a row of `run_row` says became of it. One that is being sent is unconfirmed: the program may end now. */
export function outcomeIn(cells: SqlRow): Outcome {
  const state = textIn(cells, 'state');
  switch (state) {
    case 'sending':
      return { status: 'unconfirmed', reason: 'program-ended' };
    case 'unconfirmed':
      return { status: 'unconfirmed', reason: oneOf(unknownReasons, textOf(cells, 'reason')) };
    case 'not-sent':
      return { status: 'not-sent', reason: oneOf(notSentReasons, textOf(cells, 'reason')) };
    case 'settled':
      return settledOutcomeIn(cells);
    default:
      throw unexpected();
  }
}

function settledOutcomeIn(cells: SqlRow): SettledOutcome {
  const otherName = numberIn(cells, 'other_name') === 1 ? ({ otherName: true } as const) : {};
  const customerId = textOf(cells, 'customer_id');
  switch (textIn(cells, 'status')) {
    case 'created': {
      const confirmed = numberIn(cells, 'confirmed') === 1 ? ({ confirmed: true } as const) : {};
      return { status: 'created', customerId: textIn(cells, 'customer_id'), ...confirmed };
    }
    case 'exists':
      return { status: 'exists', customerId: textIn(cells, 'customer_id'), ...otherName };
    case 'already-imported':
      return {
        status: 'already-imported',
        customerId: textIn(cells, 'customer_id'),
        runId: textIn(cells, 'known_run'),
        at: textIn(cells, 'known_at'),
        ...otherName,
      };
    case 'duplicate': {
      const of = numberOf(cells, 'of_row') ?? 0;
      return { status: 'duplicate', of, ...(customerId === undefined ? {} : { customerId }) };
    }
    case 'rejected': {
      const field = textOf(cells, 'field');
      const refusal = { code: textIn(cells, 'code'), message: textIn(cells, 'message') };
      return {
        status: 'rejected',
        ...refusal,
        ...(field === undefined ? {} : { field: oneOf(fieldKeys, field) }),
      };
    }
    default:
      throw unexpected();
  }
}

function oneOf<T extends string>(known: readonly T[], text: string | undefined): T {
  const found = known.find((one) => one === text);
  if (found === undefined) throw unexpected();
  return found;
}

function unexpected(): BugError {
  return new BugError('JOURNAL_ROW_UNEXPECTED', 'a row of the journal has an outcome that nobody knows');
}
