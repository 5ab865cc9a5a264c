import { createHash } from 'node:crypto';
import type { DeliveryRunEvent, WatchEvent } from '../watch-event.js';
import type { LogLine } from './open-log.js';

/**
 * What the log holds of an event: row numbers, hashes, IDs, codes and counts. Files go by their delivery, as their names may name a
 * customer; so may sentences, which are left out.
 */
export function logLine(event: WatchEvent | DeliveryRunEvent): LogLine {
  return 'folder' in event ? watchLine(event) : runLine(event);
}

function runLine(event: DeliveryRunEvent): LogLine {
  switch (event.event) {
    case 'row': {
      const { delivery, row, status } = event;
      return { level: 'debug', event: event.event, delivery, row, status, ...codesOf(event) };
    }
    case 'settling':
      return { level: 'debug', event: event.event, rows: event.rows, seconds: event.seconds };
    case 'run-started': {
      const { delivery, runId, sha256, account, host } = event;
      return { level: 'info', event: event.event, delivery, runId, sha256, account, host };
    }
    case 'run-finished': {
      const { delivery, runId, counts, seconds, exitCode } = event;
      return { level: 'info', event: event.event, delivery, runId, counts, seconds, exitCode };
    }
    case 'stopping':
      return { level: 'warn', event: event.event, delivery: event.delivery, reason: event.reason.kind };
    case 'plan':
    case 'waiting':
    case 'no-look-ups':
      return { level: 'info', ...event };
  }
}

function watchLine(event: WatchEvent): LogLine {
  switch (event.event) {
    case 'waiting-for': {
      const { folder, cause, code, file } = event;
      return { level: 'warn', event: event.event, folder, cause, code, ...hashOf(file) };
    }
    case 'goes-on': {
      const { folder, cause, file } = event;
      return { level: 'info', event: event.event, folder, cause, ...hashOf(file) };
    }
    case 'left-in-inbox': {
      const { folder, why, file } = event;
      return { level: 'warn', event: event.event, folder, why, ...hashOf(file) };
    }
    case 'file-failed':
    case 'file-in-review': {
      const { folder, delivery, code } = event;
      return { level: 'warn', event: event.event, folder, delivery, code };
    }
    case 'file-taken':
    case 'file-put-back':
      return { level: 'info', event: event.event, folder: event.folder, delivery: event.delivery };
    case 'file-duplicate': {
      const { folder, delivery, firstRun } = event;
      return { level: 'info', event: event.event, folder, delivery, firstRun };
    }
    case 'file-done': {
      const { folder, delivery, runId, counts, exitCode } = event;
      return { level: 'info', event: event.event, folder, delivery, runId, counts, exitCode };
    }
    case 'rows-settled': {
      const { folder, delivery, runId, counts, open } = event;
      return { level: 'info', event: event.event, folder, delivery, runId, counts, open };
    }
    case 'watch-started':
    case 'pass-finished':
      return { level: 'info', ...event };
  }
}

function codesOf({ issues = [] }: Extract<DeliveryRunEvent, { event: 'row' }>): {
  readonly codes?: readonly string[];
} {
  return issues.length === 0 ? {} : { codes: issues.map(({ code }) => code) };
}

/** By which a file that was never taken can be told from another. */
function hashOf(file: string | undefined): { readonly fileHash?: string } {
  return file === undefined ? {} : { fileHash: createHash('sha256').update(file).digest('hex').slice(0, 12) };
}
