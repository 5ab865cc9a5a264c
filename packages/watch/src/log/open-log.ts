import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { SettingsError, systemCode } from '@solarproof-import/importer';
import { pino } from 'pino';
import roll from 'pino-roll';
import type { Config } from '../config/config-schema.js';

/** One line of the log: what happened, and the facts of it that name nobody. */
export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** What happened, as the event is called. */
  readonly event: string;
  readonly [fact: string]: unknown;
}

/** The log of a watch: NDJSON, in files that take turns, or on a stream. */
export interface Log {
  write(line: LogLine): void;
  /** What was written is in the file then. */
  close(): Promise<void>;
}

/** Where and how the log is written. */
export interface LogOptions {
  /** As the config file has it; default: files in `folder`. */
  readonly config: Config['log'];
  /** The folder of the files, unless the config file names another. It must be there. */
  readonly folder: string;
  /** Where lines go with `to: stderr`. */
  readonly stderr: { write(text: string): unknown };
}

/** Whatever a later version may put beside an event, these never reach the log. */
const redacted = [
  'name',
  'email',
  'phone1',
  'phone2',
  'firstname',
  'surname',
  'apiKey',
  'key',
  'password',
  'secret',
];

/**
 * Opens the log. A log that cannot be written any more stops nothing: the journal is what counts.
 * @throws SettingsError where its folder cannot be made or written
 */
export async function openLog({ config = {}, folder, stderr }: LogOptions): Promise<Log> {
  const { level = 'info', to = 'file', megabytes = 10, keep = 10 } = config;
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: redacted, remove: true },
  };
  if (to === 'stderr') {
    const logger = pino(options, { write: (text) => void stderr.write(text) });
    return { write: ({ level: of, ...facts }) => logger[of](facts), close: () => Promise.resolve() };
  }
  const where = config.folder ?? folder;
  await mkdir(where, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw unusable(where, systemCode(error));
  });
  const stream = await roll({
    file: path.join(where, 'watch'),
    extension: '.log',
    size: `${Math.max(1, Math.round(megabytes * 1024))}k`,
    // The file that is being written counts, too.
    limit: { count: keep + 1, removeOtherLogFiles: true },
    mode: 0o600,
    sync: true,
  }).catch((error: unknown) => {
    throw unusable(where, systemCode(error));
  });
  stream.on('error', () => undefined);
  const logger = pino(options, stream);
  return {
    write: ({ level: of, ...facts }) => logger[of](facts),
    close: async () => {
      const closed = once(stream as never, 'close');
      stream.end();
      await closed;
    },
  };
}

function unusable(folder: string, code: string): SettingsError {
  return new SettingsError('LOG_FOLDER_UNUSABLE', `The log cannot be written into ${folder} (${code}).`, [
    'Name another in the config file under log, folder; or leave it out: the log then lies in the state directory.',
  ]);
}
