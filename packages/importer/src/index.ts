export { checkFile, checkPrepared } from './check-file.js';
export { importFile, importPrepared, type SendOptions } from './import-file.js';
export { nextSteps, type NextStep, type RepeatedFlags } from './next-steps.js';
export { leftOut } from './left-out.js';
export { prepareFile, type FileOptions, type PreparedFile } from './prepare-file.js';
export type { Report } from './report.js';
export type { ResultOptions } from './write-results.js';
export type { SourceOptions } from './open-source.js';
export { systemClock } from './system-clock.js';
export * from '@solarproof-import/core';
export {
  defaultApiUrl,
  openHttpTransport,
  parseApiUrl,
  type HttpTransportOptions,
} from '@solarproof-import/transport-http';
