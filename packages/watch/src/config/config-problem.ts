import type { YamlPath } from '@solarproof-import/importer';

/** Something that cannot be as a config says it, and where. */
export interface ConfigProblem {
  readonly path: YamlPath;
  readonly problem: string;
  /** The key whose line is told; default: that of the path. */
  readonly key?: string | undefined;
}
