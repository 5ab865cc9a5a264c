import {
  BugError,
  InterruptedError,
  JournalError,
  LockedError,
  ResultError,
  SettingsError,
  SourceError,
} from '@solarproof-import/importer';
import { describe, expect, it } from 'vitest';
import { waitingFor } from './waiting-for.js';

const systemError = (code: string): Error => Object.assign(new Error(`${code}: open '/srv/a.csv'`), { code });

describe('a delivery that failed waits', () => {
  it.each([
    [
      'for the account, where another run has it',
      new LockedError('Another run goes on.', []),
      'account',
      'locked',
      'ACCOUNT_LOCKED',
    ],
    [
      'for the account, where there is no key',
      new SettingsError('API_KEY_MISSING', 'No key.', ['Give it.']),
      'account',
      'machine',
      'API_KEY_MISSING',
    ],
    [
      'for itself, where its run has no copy any more',
      new SettingsError('RUN_FILES_GONE', 'Gone.', []),
      'itself',
      'program',
      'RUN_FILES_GONE',
    ],
    [
      'for itself, where it cannot be read',
      new SourceError('SOURCE_LOCKED', 'Locked.'),
      'itself',
      'folder',
      'SOURCE_LOCKED',
    ],
    ['for itself, where the share does not answer', systemError('EIO'), 'itself', 'folder', 'EIO'],
    ['for itself, where the disk is full', systemError('ENOSPC'), 'itself', 'folder', 'ENOSPC'],
    [
      'for itself, where the program is wrong',
      new BugError('BUG_X', 'A row twice.'),
      'itself',
      'program',
      'BUG_X',
    ],
    [
      'for itself, where the results are',
      new ResultError('RESULT_X', 'No.'),
      'itself',
      'program',
      'RESULT_X',
    ],
    [
      'for itself, after anything else',
      new TypeError('jo@example.com is not a function'),
      'itself',
      'program',
      'UNEXPECTED',
    ],
    ['for itself, after what is no error', 'jo@example.com', 'itself', 'program', 'UNEXPECTED'],
  ])('%s', (...[, error, waitsFor, trouble, code]) => {
    const waiting = waitingFor(error);
    expect(waiting).toMatchObject({ kind: 'waits', for: waitsFor, trouble, code });
    // What a foreign error says may hold anything.
    expect(waiting.message).not.toMatch(/jo@example|srv/);
    expect(waiting.message).toMatch(/^.{3,}[.!]$/s);
  });

  it('and says what to do, where a person can', () => {
    expect(waitingFor(new SettingsError('API_KEY_MISSING', 'No key.', ['Give it.', 'Or not.'])).message).toBe(
      'No key. Give it. Or not.',
    );
  });
});

describe('nothing goes on after', () => {
  it.each([
    ['an interruption', new InterruptedError('SIGINT')],
    ['a journal that fails', new JournalError('JOURNAL_FAILED', 'It cannot be written.')],
  ])('%s', (_, error) => {
    expect(() => waitingFor(error)).toThrow(error);
  });

  it('a read that the signal cut off', () => {
    expect(() => waitingFor(systemError('ABORT_ERR'))).toThrow(InterruptedError);
  });
});
