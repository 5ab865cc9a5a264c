export { checkFile, checkPrepared } from './check-file.js';
export { defaultConcurrency, importFile, importPrepared, type SendOptions } from './import-file.js';
export { leftOut } from './left-out.js';
export { nextSteps, type NextStep, type RepeatedFlags } from './next-steps.js';
export type { SourceOptions } from './open-source.js';
export { prepareFile, type FileOptions, type PreparedFile } from './prepare-file.js';
export type { Report } from './report.js';
export { systemClock } from './system-clock.js';
export type { ResultOptions } from './write-results.js';

// What a program needs of the domain to call these, to read what they answer, and to put it into words.
export {
  BugError,
  ImportError,
  InterruptedError,
  ResultError,
  SettingsError,
  SourceError,
  columnLetters,
  customerFields,
  describeIssue,
  describeStop,
  exitCodes,
  fieldKeys,
  memoryJournal,
  needAttention,
  nobodysEmail,
  placeText,
  rowStatuses,
  solarProofApi,
  type Account,
  type Clock,
  type CustomerField,
  type EventListener,
  type FieldKey,
  type Issue,
  type IssueGroup,
  type IssueGroupKind,
  type IssueGroups,
  type Journal,
  type Outcome,
  type RowStatus,
  type RunEvent,
  type StatusCounts,
  type StopReason,
  type Transport,
} from '@solarproof-import/core';
export type { WrittenResult } from '@solarproof-import/result-xlsx';
export {
  defaultApiUrl,
  openHttpTransport,
  parseApiUrl,
  type HttpTransportOptions,
} from '@solarproof-import/transport-http';
