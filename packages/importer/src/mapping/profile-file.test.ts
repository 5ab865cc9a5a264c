import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SettingsError, profileSchema } from '@solarproof-import/core';
import { temporaryFolder } from '@solarproof-import/testkit';
import { describe, expect, it } from 'vitest';
import { parseProfile, profileText, readProfile } from './profile-file.js';
import { profileFor, savedProfiles, saveProfile, writeProfile } from './saved-profiles.js';

const whole = `
version: 1   # comments are allowed
sheet: Customers
headerRow: 4
labels: [Client, Ph, "E-mail"]
columns:
  Client: fullname
  Ph: phone
  E-mail: { feeds: email, pick: first }
  Type: { feeds: type, values: { Dom: RESIDENTIAL } }
  Account: { split: { at: " - ", into: [companyname, surname] } }
  Notes: ignore
join:
  firstname: { columns: [Given, Middle] }
set: { type: RESIDENTIAL }
accept: [EMAIL_DOMAIN_MENDED]
phones: [homephone, mobile]
recase: true
hiddenRows: skip
`;

function refusal(text: string): SettingsError {
  try {
    parseProfile(text, 'list.map.yaml');
  } catch (error) {
    if (error instanceof SettingsError) return error;
  }
  throw new Error('it was not refused');
}

const said = (text: string): string => refusal(text).hints.join('\n');

describe('a mapping file', () => {
  it('says all that a mapping can say', () => {
    expect(parseProfile(whole, 'x')).toMatchObject({
      headerRow: 4,
      columns: { Client: 'fullname', 'E-mail': { feeds: 'email', pick: 'first' } },
      join: { firstname: { columns: ['Given', 'Middle'], with: ' ' } },
      hiddenRows: 'skip',
    });
  });

  it('is written so that it can be read again, with notes behind its columns', () => {
    const profile = parseProfile(whole, 'x');
    const text = profileText(profile, new Map([['Notes', 'column F; perhaps companyname']]));
    expect(text).toContain('Notes: ignore # column F; perhaps companyname\n');
    expect(parseProfile(text, 'x')).toEqual(profile);
  });

  it.each([
    ['version: 1\ncolums: {}', '"colums" is not known, did you mean "columns"?'],
    ['version: 1\ncolumns: { Ph: fone }', 'columns, Ph: nothing is called "fone", did you mean "phone"?'],
    ['version: 1\ncolumns: { Ph: { feed: phone } }', '"feed" is not known, did you mean "feeds"?'],
    ['version: 1\naccept: [EMAIL_DOMAN_MENDED]', 'EMAIL_DOMAN_MENDED is none of'],
    ['version: 2', 'version'],
    ['columns: {}', 'version'],
    ['- a list', 'expected object'],
    ['version: 1\nset: { kind: x }', 'set'],
    ['version: 1\nversion: 1', 'unique'],
    ['a: [', ''],
    ['version: 1\ncolumns: &a { X: email }\nset: *a', 'aliases'],
    ['version: 1\ncolumns: { X: !!js/function "x" }', ''],
    ['', ''],
  ])('that holds %j is refused, and says why', (text, words) => {
    expect(refusal(text).code).toBe('MAPPING_FILE_INVALID');
    expect(said(text)).toContain(words);
  });

  it('with a key like __proto__ pollutes nothing', () => {
    const profile = profileSchema.safeParse(
      JSON.parse('{"version":1,"columns":{"__proto__":"email","constructor":"phone"}}'),
    );
    expect(({} as Record<string, unknown>)['email']).toBeUndefined();
    expect(profile.success).toBe(true);
  });

  it('that is not there, or far too large, is a matter of settings', async () => {
    const folder = await temporaryFolder();
    await expect(readProfile(path.join(folder, 'none.yaml'))).rejects.toMatchObject({
      code: 'MAPPING_FILE_UNREADABLE',
    });
    const large = path.join(folder, 'large.yaml');
    await writeFile(large, '#'.repeat(2_000_001));
    await expect(readProfile(large)).rejects.toMatchObject({ code: 'MAPPING_FILE_INVALID' });
  });
});

describe('saved mappings', () => {
  const profile = parseProfile(whole, 'x');

  it('are found by their labels, in any order and case', async () => {
    const folder = path.join(await temporaryFolder(), 'profiles');
    expect(await savedProfiles(folder)).toEqual([]);
    await saveProfile(folder, { name: 'xero 2026', profile });
    await writeFile(path.join(folder, 'broken.map.yaml'), 'a: [');
    const saved = await savedProfiles(folder);
    expect(saved).toEqual([{ name: 'xero 2026', profile }]);
    expect(profileFor(saved, [' ph ', 'E-MAIL', 'client'])?.name).toBe('xero 2026');
    expect(profileFor(saved, ['ph', 'client'])).toBeUndefined();
    expect(profileFor(saved, ['', ' '])).toBeUndefined();
  });

  it('are only for this user, and leave nothing half-written', async () => {
    const folder = path.join(await temporaryFolder(), 'profiles');
    const file = await saveProfile(folder, { name: 'a', profile });
    await saveProfile(folder, { name: 'a', profile: { ...profile, recase: false } });
    expect(await readdir(folder)).toEqual(['a.map.yaml']);
    expect(await readFile(file, 'utf8')).toContain('recase: false');
  });

  it.each(['', '../a', 'a/b', '.hidden', 'a\u0000b', 'x'.repeat(65)])('cannot be called %j', async (name) => {
    const folder = await temporaryFolder();
    await expect(saveProfile(folder, { name, profile })).rejects.toMatchObject({
      code: 'PROFILE_NAME_INVALID',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('that cannot be written are a matter of settings', async () => {
    const file = path.join(await temporaryFolder(), 'x.yaml');
    await writeFile(file, '');
    await expect(writeProfile(path.join(file, 'y.yaml'), profile)).rejects.toMatchObject({
      code: 'MAPPING_NOT_WRITTEN',
    });
  });
});
