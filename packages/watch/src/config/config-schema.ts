import { fieldKeys } from '@solarproof-import/importer';
import { z } from 'zod';
import { isMarkerPattern } from './marker-pattern.js';

const seconds = (least: number, most: number) => z.number().min(least).max(most);

const webhookSchema = z
  .strictObject({
    url: z.url().describe('Where notices are posted, as JSON. https, or http to this machine.'),
    secretFile: z
      .string()
      .min(1)
      .describe('A file that holds the secret by which each notice is signed (Standard Webhooks, whsec_ …).'),
  })
  .describe('Notices as signed HTTP requests.');

const emailSchema = z
  .strictObject({
    to: z.array(z.email()).min(1).describe('Who gets them.'),
    from: z.email().describe('Whom they come from.'),
    smtp: z.strictObject({
      host: z.string().min(1),
      port: z.int().min(1).max(65_535).optional().describe('Default: 587, with tls "implicit" 465.'),
      tls: z
        .enum(['starttls', 'implicit', 'none'])
        .optional()
        .describe('Default: starttls. "none" only to this machine.'),
      user: z.string().min(1).optional(),
      passwordFile: z.string().min(1).optional().describe('A file that holds the password of the user.'),
    }),
  })
  .describe('Notices as e-mails.');

const notifySchema = z
  .strictObject({
    onlyErrors: z.boolean().optional().describe('Nothing is told of files that went well. Default: false.'),
    serviceDownMinutes: seconds(0, 10_080)
      .optional()
      .describe('How long Solar Proof or a folder may be away before it is told. Default: 15.'),
    webhook: webhookSchema.optional(),
    email: emailSchema.optional(),
  })
  .describe('Who is told: counts and paths, never customers.');

const scheduleShape = {
  schedule: z
    .string()
    .min(1)
    .optional()
    .describe('When the inbox is looked at, as a cron expression: "0 6 * * 1-5". Default: all the time.'),
  timeZone: z
    .string()
    .min(1)
    .optional()
    .describe('Of the schedule: "Australia/Sydney". Default: the system\'s.'),
};

/** What may be said of one folder. */
export const folderSchema = z
  .strictObject({
    folder: z
      .string()
      .min(1)
      .describe(
        'The folder that has, or gets, inbox/ and its neighbours. On Windows a UNC path, not a mapped letter.',
      ),
    account: z
      .string()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u)
      .optional()
      .describe(
        'A name for the Solar Proof account: letters, digits, spaces, dots, hyphens, underscores, 64 at most. Default: default.',
      ),
    apiUrl: z.string().min(1).optional().describe("The API's address. Default: Solar Proof's."),
    sandbox: z.boolean().optional().describe('The built-in sandbox instead of Solar Proof, for trying out.'),
    apiKeyFile: z
      .string()
      .min(1)
      .optional()
      .describe('A file that holds the API key. May begin with $CREDENTIALS_DIRECTORY/ (systemd).'),
    mapping: z
      .string()
      .min(1)
      .optional()
      .describe('A mapping file (docs/mapping.md), or the name of a saved one.'),
    sheet: z.string().min(1).optional().describe('The sheet to read.'),
    headerRow: z.int().min(0).max(1_048_576).optional().describe('The row that holds the labels.'),
    encoding: z.string().min(1).optional().describe("A CSV's encoding. Default: found out."),
    hiddenRows: z
      .enum(['include', 'skip'])
      .optional()
      .describe('What happens to hidden rows. Default: include.'),
    owner: z.email().optional().describe('Who owns customers of rows that name nobody: an e-mail of a user.'),
    set: z
      .partialRecord(z.enum(fieldKeys), z.string())
      .optional()
      .describe('What fills blank cells of a field: { type: RESIDENTIAL }.'),
    accept: z.array(z.string()).optional().describe('Likely rules that may be applied (docs/fields.md).'),
    recase: z.boolean().optional().describe('Names in capitals only, or without any, are written Like This.'),
    duplicates: z
      .enum(['set-aside', 'import', 'recheck'])
      .optional()
      .describe(
        'What happens to a file whose content was imported before: into duplicates/ (default); imported again, customers that are known are not sent; or imported again, and those that are gone are created anew.',
      ),
    reviewOver: z.int().min(0).optional().describe('Lists with more rows wait in review/ for a person.'),
    maxErrors: z
      .union([z.int().min(0).max(999_999_999), z.string().regex(/^\d{1,3}(?:\.\d{1,3})?%$|^\d{1,9}$/)])
      .optional()
      .describe(
        'Lists with more invalid rows, as a number or a percentage ("10%"), wait in review/; a run stops at as many rejected or unconfirmed ones.',
      ),
    requireMarker: z
      .string()
      .regex(/^[^/\\]*\{name\}[^/\\]*$/)
      .refine(isMarkerPattern, { message: 'needs something beside {name}' })
      .optional()
      .describe('A file is only taken once another one says that it is whole: "{name}.ready".'),
    concurrency: z.int().min(1).max(64).optional().describe('Requests in flight at most. Default: 4.'),
    rate: z.int().min(1).max(1_000).optional().describe('Customers created a second at most.'),
    timeout: z.int().min(1).max(3_600).optional().describe('Seconds that an answer may take. Default: 45.'),
    settle: seconds(0.001, 86_400)
      .optional()
      .describe('Seconds that a create without an answer may still take effect. Default: 90.'),
    ...scheduleShape,
    notify: notifySchema
      .optional()
      .describe('Who is told of this folder; takes the place of the general one.'),
  })
  .describe('One watched folder.');

/** What `solarproof-import.yaml` may say. Never a secret: those lie in files of their own. */
export const configSchema = z
  .strictObject({
    version: z.literal(1).describe('The version of this format.'),
    stateDir: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Where state is kept, on a disk of this machine. Default: SOLARPROOF_IMPORT_HOME, else your data folder.',
      ),
    pollSeconds: seconds(0.01, 3_600)
      .optional()
      .describe('Seconds between two looks at an inbox. Default: 5.'),
    stillSeconds: seconds(0, 86_400)
      .optional()
      .describe('Seconds for which a file must not have changed before it is taken. Default: 15.'),
    ...scheduleShape,
    log: z
      .strictObject({
        to: z.enum(['file', 'stderr']).optional().describe('Default: file.'),
        folder: z.string().min(1).optional().describe('Default: logs/ in the state directory.'),
        level: z.enum(['debug', 'info', 'warn', 'error']).optional().describe('Default: info.'),
        megabytes: z
          .number()
          .min(0.001)
          .max(1_000)
          .optional()
          .describe('Of one file, before the next is begun. Default: 10.'),
        keep: z.int().min(1).max(1_000).optional().describe('How many earlier files are kept. Default: 10.'),
      })
      .optional()
      .describe('The log: NDJSON, row numbers and hashes, no names.'),
    notify: notifySchema.optional(),
    folders: z.array(folderSchema).min(1).describe('What is watched.'),
  })
  .describe('What solarproof-import watches, and how.');

/** What a config file says, as it stands there. */
export type Config = z.infer<typeof configSchema>;

/** What it says of one folder. */
export type FolderConfig = z.infer<typeof folderSchema>;

/** What it says of who is told. */
export type NotifyConfig = z.infer<typeof notifySchema>;

/** The JSON Schema of a config file, for editors (draft 2020-12). */
export function configJsonSchema(): object {
  return z.toJSONSchema(configSchema, { io: 'input' });
}
