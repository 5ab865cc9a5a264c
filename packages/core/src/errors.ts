/**
 * The errors that are thrown, grouped by who acts. What can be expected of a row is never thrown: it is an Issue or an
 * Outcome. No message holds the API key; `cause` is never a library's error, whose text may hold a URL.
 */
/** What every error of ours has. */
export abstract class ImportError extends Error {
  /** Stable, UPPER_SNAKE. */
  readonly code: string;
  /** What to do about it: sentences, one a line. */
  readonly hints: readonly string[];

  constructor(code: string, message: string, hints: readonly string[] = []) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.hints = hints;
  }
}

/** The user puts a setting right: a flag, a variable, the key. Exit code 2. */
export class SettingsError extends ImportError {}

/** The user puts the file right, or gives another. Nothing was sent. Exit code 3. */
export class SourceError extends ImportError {}

/** The user ended it before anything was sent. Exit code 130 or 143. */
export class InterruptedError extends ImportError {
  readonly signal: 'SIGINT' | 'SIGTERM';

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super('INTERRUPTED', `interrupted (${signal}); nothing was sent.`);
    this.signal = signal;
  }
}

/** The result cannot be written where it should; the caller tries the next place. */
export class ResultError extends ImportError {}

/** Another process has the account: the user waits. Nothing was sent. Exit code 75. */
export class LockedError extends ImportError {
  constructor(message: string, hints: readonly string[]) {
    super('ACCOUNT_LOCKED', message, hints);
  }
}

/** The journal fails: the run stops before its next request, and can be resumed. Exit code 5. */
export class JournalError extends ImportError {}

/** The program is wrong: something that must always hold did not. Exit code 1. */
export class BugError extends ImportError {}
