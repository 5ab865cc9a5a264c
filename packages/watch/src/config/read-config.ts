import path from 'node:path';
import {
  parseYaml,
  readFileText,
  schemaProblem,
  SettingsError,
  type YamlPath,
} from '@solarproof-import/importer';
import type { ConfigProblem } from './config-problem.js';
import { configProblems } from './config-problems.js';
import { configJsonSchema, configSchema, type Config } from './config-schema.js';
import { folderOverlaps } from './folder-overlaps.js';
import { resolvePaths } from './resolve-paths.js';

/** In bytes; a thousand folders need less. */
const largestFile = 2_000_000;

/**
 * Reads a config file. Relative paths in it count from its folder, and are absolute in what is given back.
 * @param env for `CREDENTIALS_DIRECTORY`, the only variable that is looked at
 * @throws SettingsError where it is not there, no YAML, or no config; it says where and what was expected
 */
export async function readConfig(
  file: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Config> {
  const config = parseConfig(await textOf(file), file);
  const foreign = config.folders.map(({ folder }) => folder).find(isOfWindows);
  if (process.platform !== 'win32' && foreign !== undefined)
    throw invalid(file, [`"${foreign}" is a path of Windows; here it would be a folder of that name`]);
  const base = path.dirname(path.resolve(file));
  const resolved = resolvePaths(config, { base, credentials: env['CREDENTIALS_DIRECTORY'] });
  const overlaps = folderOverlaps(resolved);
  if (overlaps.length > 0)
    throw invalid(
      file,
      overlaps.map((one) => sentence(one)),
    );
  return resolved;
}

function isOfWindows(folder: string): boolean {
  return /^(?:[a-z]:[/\\]|\\\\)/i.test(folder);
}

/** Reads the text of a config file, its paths as they stand there. @param file its name, for what is said of it @throws SettingsError as `readConfig` */
export function parseConfig(text: string, file: string): Config {
  const yaml = parseYaml(text);
  if (yaml.kind === 'problem') throw invalid(file, [yaml.problem]);
  const refuse = (problems: readonly ConfigProblem[]): SettingsError =>
    invalid(
      file,
      problems.map((one) =>
        sentence(one, yaml.lineOf(one.key === undefined ? one.path : [...one.path, one.key])),
      ),
    );
  const parsed = configSchema.safeParse(yaml.value, { reportInput: true });
  if (!parsed.success) throw refuse(schemaProblems(parsed.error.issues));
  const problems = configProblems(parsed.data);
  if (problems.length > 0) throw refuse(problems);
  return parsed.data;
}

function schemaProblems(issues: readonly Parameters<typeof schemaProblem>[0][]): readonly ConfigProblem[] {
  const schema = configJsonSchema();
  return issues.map((issue) => ({
    path: issue.path,
    problem: schemaProblem(issue, schema),
    key: issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined,
  }));
}

function sentence({ path, problem }: ConfigProblem, line?: number): string {
  const where = placeOf(path);
  if (line === undefined) return where === '' ? problem : `${where}: ${problem}`;
  return `${where === '' ? `line ${line}` : `${where} (line ${line})`}: ${problem}`;
}

/** Folders are counted from 1, as people do. */
function placeOf(path: YamlPath): string {
  return path.map((step) => (typeof step === 'number' ? step + 1 : String(step))).join(', ');
}

async function textOf(file: string): Promise<string> {
  const read = await readFileText(file, largestFile);
  switch (read.kind) {
    case 'text':
      return read.text;
    case 'too-large':
      throw invalid(file, ['it is too large for a config file']);
    case 'unreadable':
      throw new SettingsError(
        'CONFIG_FILE_UNREADABLE',
        `The config file ${file} cannot be read (${read.code}).`,
        ['Check the name. To make one: solarproof-import init'],
      );
  }
}

const mostTold = 8;

function invalid(file: string, said: readonly string[]): SettingsError {
  const more = said.length > mostTold ? [`and ${said.length - mostTold} more`] : [];
  return new SettingsError('CONFIG_FILE_INVALID', `The config file ${file} is not understood.`, [
    ...said.slice(0, mostTold),
    ...more,
    'What may stand in it: docs/config.schema.json. To make one: solarproof-import init',
  ]);
}
