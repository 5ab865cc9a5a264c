/** One thing that the doctor looked at. */
export interface Finding {
  readonly level: FindingLevel;
  readonly what: string;
  readonly found: string;
}

/** `wait`: a run can start later, without anybody's help. Only a `failure` keeps it from starting. */
export type FindingLevel = 'ok' | 'note' | 'warning' | 'wait' | 'failure';

/** How each level is marked for people, equally wide. */
export const findingMarks: Readonly<Record<FindingLevel, string>> = {
  ok: 'ok  ',
  note: 'note',
  warning: 'warn',
  wait: 'wait',
  failure: 'FAIL',
};
