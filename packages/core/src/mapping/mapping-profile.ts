import { z } from 'zod';
import { fieldKeys } from '../fields/field-key.js';
import { columnTargets, phoneOrder } from './column-target.js';

const field = z.enum(fieldKeys);
const target = z.enum([...columnTargets, 'ignore']);

const columnSchema = z.union([
  target,
  z
    .strictObject({
      feeds: target.optional().describe('What the column feeds; "ignore" for nothing.'),
      values: z
        .record(z.string(), z.string())
        .optional()
        .describe(
          'What stands for which value, e.g. "Dom": "RESIDENTIAL". Case and outer spaces do not count.',
        ),
      pick: z
        .literal('first')
        .optional()
        .describe('Of several e-mail addresses in a cell, the first is taken.'),
      split: z
        .strictObject({
          at: z.string().min(1).describe('The text at which the value is cut, e.g. " - ".'),
          into: z.array(field).min(2).describe('What each part feeds, in order.'),
        })
        .optional(),
    })
    .refine(({ feeds, split }) => (feeds === undefined) !== (split === undefined), {
      message: 'needs either feeds or split',
    }),
]);

/** What a mapping file or a saved profile may say. Never a secret. */
export const profileSchema = z
  .strictObject({
    version: z.literal(1).describe('The version of this format.'),
    sheet: z.string().min(1).optional().describe('The sheet to read.'),
    headerRow: z
      .int()
      .min(0)
      .max(1_048_576)
      .optional()
      .describe('The row that holds the labels; 0: there is none, and columns go by their letters.'),
    labels: z
      .array(z.string())
      .optional()
      .describe('The labels of the list that it was made for: a list with the same ones uses it by itself.'),
    columns: z
      .record(z.string(), columnSchema)
      .default({})
      .describe('By label, or by letter where the list has no labels.'),
    join: z
      .partialRecord(
        field,
        z.strictObject({
          columns: z.array(z.string()).min(2),
          with: z.string().default(' ').describe('What stands between the values.'),
        }),
      )
      .optional()
      .describe('Fields that are made of several columns.'),
    set: z.partialRecord(field, z.string()).optional().describe('What fills blank cells of a field.'),
    accept: z.array(z.string()).optional().describe('Likely rules that may be applied (docs/fields.md).'),
    phones: z
      .array(z.enum(phoneOrder))
      .optional()
      .describe("The order in which columns are searched for a customer's first phone."),
    recase: z.boolean().optional().describe('Names in capitals only, or without any, are written Like This.'),
    hiddenRows: z.enum(['include', 'skip']).optional().describe('What happens to hidden rows.'),
  })
  .describe('How the columns of a list of customers become fields of Solar Proof.');

/** What a mapping file or a saved profile says. */
export type MappingProfile = z.infer<typeof profileSchema>;

/** What a profile says of one column. */
export type ProfileColumn = MappingProfile['columns'][string];

/** The JSON Schema of a mapping file, for editors (draft 2020-12). */
export function profileJsonSchema(): object {
  return z.toJSONSchema(profileSchema, { io: 'input' });
}
