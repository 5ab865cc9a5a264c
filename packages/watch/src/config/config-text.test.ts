import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Config } from './config-schema.js';
import { configText } from './config-text.js';
import { parseConfig } from './read-config.js';

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const number = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
/** What may be left out. */
const some = <T extends object>(shape: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<
  Partial<T>
> => fc.record(shape, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;

const schedule = { schedule: oneOf('0 6 * * 1-5', '@daily'), timeZone: oneOf('Australia/Sydney', 'UTC') };

const notify = some({
  onlyErrors: fc.boolean(),
  serviceDownMinutes: number(0, 10_080),
  webhook: fc.record({ url: fc.webUrl({ validSchemes: ['https'] }), secretFile: text }),
  email: fc.record({
    to: fc.array(oneOf('a@example.com', 'b@example.com'), { minLength: 1, maxLength: 2 }),
    from: oneOf('c@example.com'),
    smtp: fc.oneof(
      fc.record({ host: text, port: fc.integer({ min: 1, max: 65_535 }) }, { requiredKeys: ['host'] }),
      fc.record({ host: oneOf('127.0.0.1'), tls: oneOf('none' as const), user: text, passwordFile: text }),
    ),
  }),
});

const folder = fc.record(
  {
    folder: text,
    account: oneOf('default', 'Müller-co 2'),
    apiUrl: oneOf('https://example.com/api', 'http://127.0.0.1:8080/'),
    apiKeyFile: text,
    mapping: text,
    sheet: text,
    headerRow: fc.nat(1_048_576),
    encoding: text,
    hiddenRows: oneOf('include' as const, 'skip' as const),
    owner: oneOf('owner@example.com'),
    set: some({
      type: oneOf('RESIDENTIAL', 'COMMERCIAL'),
      companyname: oneOf('Null', 'yes', '1e3', '- : #'),
    }),
    accept: fc.array(oneOf('EMAIL_DOMAIN_MENDED'), { maxLength: 2 }),
    recase: fc.boolean(),
    duplicates: oneOf('set-aside' as const, 'import' as const, 'recheck' as const),
    reviewOver: fc.nat(),
    maxErrors: fc.oneof(fc.nat(999_999_999), oneOf('10%', '0.5%', '12')),
    requireMarker: oneOf('{name}.ready', '.{name}'),
    concurrency: fc.integer({ min: 1, max: 64 }),
    rate: fc.integer({ min: 1, max: 1_000 }),
    timeout: fc.integer({ min: 1, max: 3_600 }),
    settle: number(0.001, 86_400),
    ...schedule,
    notify,
  },
  { requiredKeys: ['folder'] },
);

const configs = fc.record(
  {
    version: fc.constant(1 as const),
    stateDir: text,
    pollSeconds: number(0.01, 3_600),
    stillSeconds: number(0, 86_400),
    ...schedule,
    log: some({
      to: oneOf('file' as const, 'stderr' as const),
      folder: text,
      level: oneOf('debug' as const, 'error' as const),
      megabytes: number(0.001, 1_000),
      keep: fc.integer({ min: 1, max: 1_000 }),
    }),
    notify,
    folders: fc.array(folder, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['version', 'folders'] },
) as fc.Arbitrary<Config>;

describe('a config as text', () => {
  it('says the same when it is read, whatever it says', () => {
    fc.assert(
      fc.property(configs, (config) => {
        expect(parseConfig(configText(config), 'x')).toEqual(config);
      }),
      { numRuns: 300 },
    );
  });

  it('has above each key what it means, once for all folders, in no more than 100 columns', () => {
    const config: Config = {
      version: 1,
      folders: [
        { folder: '/srv/a', duplicates: 'recheck', set: { type: 'RESIDENTIAL' } },
        { folder: '/srv/b', duplicates: 'import', owner: 'owner@example.com' },
      ],
    };
    const written = configText(config);
    expect(written)
      .toBe(`# What solarproof-import watches, and how. Prove it with: solarproof-import doctor --config FILE
# All that may stand here: docs/config.schema.json. Keys and passwords lie in files of their own.

# The version of this format.
version: 1
# What is watched.
folders:
  # The folder that has, or gets, inbox/ and its neighbours. On Windows a UNC path, not a mapped
  # letter.
  - folder: /srv/a
    # What happens to a file whose content was imported before: into duplicates/ (default);
    # imported again, customers that are known are not sent; or imported again, and those that are
    # gone are created anew.
    duplicates: recheck
    # What fills blank cells of a field: { type: RESIDENTIAL }.
    set:
      type: RESIDENTIAL
  - folder: /srv/b
    duplicates: import
    # Who owns customers of rows that name nobody: an e-mail of a user.
    owner: owner@example.com
`);
    expect(Math.max(...written.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
