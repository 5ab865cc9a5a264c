export { checkFile, checkPrepared } from './check-file.js';
export type { Keeping } from './begin-run.js';
export {
  defaultConcurrency,
  defaultSettleMs,
  importFile,
  importPrepared,
  type SendOptions,
} from './import-file.js';
export { inspectFile, type InspectedColumn, type Inspection } from './inspect-file.js';
export { draftProfile, profileNotes, type DraftProfile } from './mapping/draft-profile.js';
export { parseProfile, profileText, readProfile } from './mapping/profile-file.js';
export { saveProfile, savedProfiles, writeProfile, type SavedProfile } from './mapping/saved-profiles.js';
export { leftOut, mendSentences } from './left-out.js';
export { commandLine, nextSteps, type NextStep, type RepeatedFlags, type WatchSteps } from './next-steps.js';
export type { SourceOptions } from './open-source.js';
export {
  prepareFile,
  prepareRun,
  type FileOptions,
  type PreparedFile,
  type PrepareOptions,
} from './prepare-file.js';
export type { TableOptions } from './read-table.js';
export type { Report } from './report.js';
export { resumeRun } from './resume-run.js';
export { newRunId } from './run-id.js';
export { accountHolder, lockAccount, type AccountHolder, type AccountLock } from './state/account-lock.js';
export { findRun, namedRun, type RunWanted } from './state/find-run.js';
export { holdAccounts, type HeldAccounts } from './state/hold-accounts.js';
export { openRunFolder } from './state/open-run-folder.js';
export { openState, type State } from './state/open-state.js';
export {
  purgeRuns,
  type KeptRun,
  type PurgedRun,
  type PurgeReport,
  type PurgeSelection,
} from './state/purge.js';
export { purgeResultFiles, type ResultFilesReport } from './state/purge-result-files.js';
export type { Removed } from './state/remove-run-folder.js';
export type { RunSettings } from './state/run-settings.js';
export {
  parseYaml,
  readFileText,
  yamlText,
  type FileText,
  type ParsedYaml,
  type YamlPath,
} from './yaml-file.js';
export { whyNotWhole } from './why-not-whole.js';
export { writeRunResults } from './write-run-results.js';
export { systemClock } from './system-clock.js';
export type { ResultOptions } from './write-results.js';

// What a program needs of the domain to call these, to read what they answer, and to put it into words.
export {
  BugError,
  ColumnsMissingError,
  ImportError,
  acceptable,
  InterruptedError,
  JournalError,
  LockedError,
  ResultError,
  SettingsError,
  SourceError,
  columnFeeds,
  columnLetters,
  columnTargets,
  feedsOf,
  targetLabel,
  defaultProblem,
  describeIssue,
  describeStop,
  didYouMean,
  exitCodes,
  fieldKeys,
  memoryJournal,
  needAttention,
  isUnfinished,
  nobodysEmail,
  parseErrorLimit,
  placeText,
  rowStatuses,
  schemaAt,
  schemaProblem,
  solarProofApi,
  systemCode,
  unreadableSource,
  type Account,
  type CheckedRow,
  type Clock,
  type ColumnTarget,
  type CustomerField,
  type Delivery,
  type DeliveryState,
  type DeliveryStore,
  type ErrorLimit,
  type EventListener,
  type FieldKey,
  type Issue,
  type IssueGroup,
  type IssueGroupKind,
  type IssueGroups,
  type Journal,
  type Mapping,
  type MappingProfile,
  type MendGroup,
  type TargetSuggestion,
  type Outcome,
  type PlanCounts,
  type OutboxMessage,
  type OutboxStore,
  type RowStatus,
  type RunEvent,
  type StatusCounts,
  type StopReason,
  type StoredRun,
  type Transport,
} from '@solarproof-import/core';
export { holdLock, type HeldLock } from '@solarproof-import/journal-sqlite';
export type { WrittenResult } from '@solarproof-import/result-xlsx';
export {
  defaultApiUrl,
  openHttpTransport,
  parseApiUrl,
  type HttpTransportOptions,
} from '@solarproof-import/transport-http';
