import type { EventListener, Issue, Outcome } from '@solarproof-import/core';

/** Tells of one row and what became of it. */
export function tellRow(
  onEvent: EventListener,
  { row, outcome, issues }: { row: number; outcome: Outcome; issues: readonly Issue[] },
): void {
  const customerId = 'customerId' in outcome ? outcome.customerId : undefined;
  onEvent({
    event: 'row',
    row,
    status: outcome.status,
    ...(customerId === undefined ? {} : { customerId }),
    ...(issues.length > 0 ? { issues } : {}),
  });
}
