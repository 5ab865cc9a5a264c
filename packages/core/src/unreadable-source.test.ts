import { describe, expect, it } from 'vitest';
import { emptySource, notAFile, systemCode, unreadableSource } from './unreadable-source.js';

const failure = (code: unknown): Error =>
  Object.assign(new Error(`${String(code)}: raw text, open '/home/kim/list.csv'`), { code });

describe('unreadableSource', () => {
  it.each([
    ['ENOENT', 'SOURCE_MISSING', 'There is no such file.'],
    ['ENOTDIR', 'SOURCE_MISSING', 'There is no such file.'],
    ['ENAMETOOLONG', 'SOURCE_MISSING', 'There is no such file.'],
    ['EACCES', 'SOURCE_UNREADABLE', 'You may not read this file.'],
    ['EPERM', 'SOURCE_UNREADABLE', 'You may not read this file.'],
    ['EBUSY', 'SOURCE_LOCKED', 'Another program has it open and locked.'],
    ['ELOOP', 'SOURCE_LINK_BROKEN', 'This is a link that leads back to itself.'],
    ['EISDIR', 'SOURCE_NOT_A_FILE', 'This is a folder, not a file.'],
    ['EIO', 'SOURCE_UNREADABLE', 'The file cannot be read (EIO).'],
    [undefined, 'SOURCE_UNREADABLE', 'The file cannot be read (unknown reason).'],
  ])('says of %s which file it is and what to do, not what the system said', (system, code, message) => {
    const told = unreadableSource(failure(system));
    expect(told).toMatchObject({ name: 'SourceError', code, message });
    expect(told.hints.join(' ')).toMatch(/^[A-Z].*\.$/);
    expect(`${told.message} ${told.hints.join(' ')}`).not.toMatch(/raw text|kim/);
    expect(told.cause).toBeUndefined();
  });
});

it('a reason that is no error of the system is unknown', () => {
  expect(systemCode('EACCES')).toBe('unknown reason');
  expect(systemCode(failure(13))).toBe('unknown reason');
  expect(systemCode(failure('EACCES'))).toBe('EACCES');
});

it('a folder, a device and an empty file are told apart', () => {
  expect(notAFile(true).message).toBe('This is a folder, not a file.');
  expect(notAFile(false).message).toBe('This is a pipe or a device, not a file.');
  expect(emptySource()).toMatchObject({ code: 'SOURCE_EMPTY', message: 'The file is empty.' });
});
