import {
  acceptable,
  defaultProblem,
  fieldKeys,
  parseApiUrl,
  parseErrorLimit,
  SettingsError,
  type YamlPath,
} from '@solarproof-import/importer';
import { scheduleProblem } from '../schedule/cron.js';
import type { ConfigProblem } from './config-problem.js';
import type { Config, FolderConfig } from './config-schema.js';
import { notifyProblems } from './notify-problems.js';

/** What no schema can tell of a config: things that are right by themselves and not beside each other. */
export function configProblems(config: Config): readonly ConfigProblem[] {
  const ofFolders = config.folders.flatMap((folder, index) =>
    below(['folders', index], folderProblems(folder, config)),
  );
  return [
    ...scheduleProblems(config, {}),
    ...below(['notify'], notifyProblems(config.notify ?? {})),
    ...ofFolders,
  ];
}

function below(place: YamlPath, problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  return problems.map(({ path, problem }) => ({ path: [...place, ...path], problem }));
}

function folderProblems(folder: FolderConfig, config: Config): readonly ConfigProblem[] {
  return [
    ...targetProblems(folder),
    ...ownerProblems(folder),
    ...valueProblems(folder),
    ...scheduleProblems(folder, config),
    ...below(['notify'], notifyProblems(folder.notify ?? {})),
  ];
}

function targetProblems({ sandbox, apiUrl, apiKeyFile }: FolderConfig): readonly ConfigProblem[] {
  if (sandbox && (apiUrl ?? apiKeyFile) !== undefined)
    return [{ path: ['sandbox'], problem: 'goes with neither apiUrl nor apiKeyFile' }];
  if (apiUrl === undefined) return [];
  try {
    parseApiUrl(apiUrl);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return [{ path: ['apiUrl'], problem: error.message }];
  }
}

function ownerProblems({ owner, set }: FolderConfig): readonly ConfigProblem[] {
  if (owner === undefined) return [];
  if (set?.useremail !== undefined)
    return [{ path: ['owner'], problem: 'is said twice; set, useremail says it as well' }];
  return told(['owner'], defaultProblem('useremail', owner));
}

function valueProblems({ set = {}, accept = [], maxErrors }: FolderConfig): readonly ConfigProblem[] {
  const unknown = accept.filter((rule) => !acceptable.includes(rule));
  const limit = maxErrors === undefined || parseErrorLimit(String(maxErrors)) !== undefined;
  return [
    ...fieldKeys.flatMap((key) => {
      const value = set[key];
      return value === undefined ? [] : told(['set', key], defaultProblem(key, value));
    }),
    ...(unknown.length === 0
      ? []
      : [{ path: ['accept'], problem: `${unknown.join(', ')} is none of ${acceptable.join(', ')}` }]),
    ...(limit ? [] : [{ path: ['maxErrors'], problem: `expected 100% at most, found "${maxErrors}"` }]),
  ];
}

/** Of a place that says at least half of a schedule; the other half may be said for all folders. */
function scheduleProblems(
  said: Pick<FolderConfig, 'schedule' | 'timeZone'>,
  general: Pick<Config, 'schedule' | 'timeZone'>,
): readonly ConfigProblem[] {
  if ((said.schedule ?? said.timeZone) === undefined) return [];
  const pattern = said.schedule ?? general.schedule;
  const timeZone = said.timeZone ?? general.timeZone;
  const zoneProblem =
    said.timeZone === undefined ? undefined : scheduleProblem({ pattern: '@daily', timeZone });
  if (zoneProblem !== undefined) return told(['timeZone'], zoneProblem);
  if (said.schedule === undefined || pattern === undefined) return [];
  return told(['schedule'], scheduleProblem({ pattern }));
}

function told(path: YamlPath, problem: string | undefined): readonly ConfigProblem[] {
  return problem === undefined ? [] : [{ path, problem }];
}
