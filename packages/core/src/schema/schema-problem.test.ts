import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaAt } from './schema-at.js';
import { schemaProblem } from './schema-problem.js';

const inner = z.strictObject({
  host: z.string().min(1).describe('Where it is.'),
  port: z.int().min(1).max(65_535).optional().describe('Its door.'),
});
const schema = z.strictObject({
  version: z.literal(1),
  places: z.array(inner).min(1).optional().describe('All of them.'),
  by: z.record(z.string(), z.union([z.enum(['red', 'green']), inner])).optional(),
  set: z.partialRecord(z.enum(['type', 'owner']), z.string()).optional(),
  share: z
    .string()
    .regex(/^\d+%$/)
    .optional()
    .describe('How much, as a percentage.'),
  url: z.url().optional(),
  keyFile: z.string().optional(),
  mail: z.email().optional(),
  even: z
    .int()
    .refine((value) => value % 2 === 0, { message: 'is odd' })
    .optional(),
});
const json = z.toJSONSchema(schema, { io: 'input' });

describe('what is wrong with a value, in words:', () => {
  it.each<[object, string]>([
    [{ versoin: 1, version: 1 }, '"versoin" is not known, did you mean "version"?'],
    [{ version: 1, xyz: 1 }, '"xyz" is not known'],
    [{ version: 1, places: [{ host: 'a', prot: 1 }] }, '"prot" is not known, did you mean "port"?'],
    [{ version: 1, by: { x: { host: 'a', prot: 1 } } }, '"prot" is not known, did you mean "port"?'],
    [{ version: 1, set: { typ: 'a' } }, '"typ" is not known, did you mean "type"?'],
    [{}, 'is missing; expected 1'],
    [{ version: 2 }, 'expected 1, found 2'],
    [{ version: 1, places: [] }, 'expected 1 or more of them, found an empty list'],
    [{ version: 1, places: 'x' }, 'expected a list, found "x"'],
    [{ version: 1, places: [{ host: '' }] }, 'expected some text, found nothing'],
    [{ version: 1, places: [{ host: null }] }, 'expected a text, found nothing'],
    [{ version: 1, places: [{}] }, 'is missing; expected a text'],
    [{ version: 1, places: [{ host: 'a', port: 0 }] }, 'expected 1 or more, found 0'],
    [{ version: 1, places: [{ host: 'a', port: 70_000 }] }, 'expected 65535 at most, found 70000'],
    [{ version: 1, places: [{ host: 'a', port: 1.5 }] }, 'expected a whole number, found 1.5'],
    [{ version: 1, share: 'half' }, '"half" is not understood. How much, as a percentage.'],
    [{ version: 1, mail: 'x' }, 'expected an e-mail address, found "x"'],
    [{ version: 1, mail: 'x'.repeat(99) }, `expected an e-mail address, found "${'x'.repeat(59)}…`],
    [{ version: 1, even: 3 }, '3 is odd'],
    [{ version: 1, url: 'hooks/secret' }, 'expected a URL, found something else'],
    [{ version: 1, keyFile: 123_456 }, 'expected a text, found something else'],
  ])('%j', (value, words) => {
    const issues = schema.safeParse(value, { reportInput: true }).error?.issues ?? [];
    expect(issues.map((issue) => schemaProblem(issue, json))).toEqual([words]);
  });
});

describe('what a schema says of a place', () => {
  it.each([
    [[], ['version', 'places', 'by', 'set', 'share', 'url', 'keyFile', 'mail', 'even'], undefined],
    [['places'], [], 'All of them.'],
    [['places', 7, 'port'], [], 'Its door.'],
    [['by', 'any'], ['host', 'port'], undefined],
    [['set'], ['type', 'owner'], undefined],
    [['nowhere', 0, '__proto__'], [], undefined],
  ])('%j', (path, keys, description) => {
    expect(schemaAt(json, path)).toEqual({ keys, ...(description === undefined ? {} : { description }) });
  });
});
