import type { FieldKey, IssueLevel } from '../../packages/core/src/index.js';

type Values = Readonly<Record<string, string | number>>;

/** What the catalogue itself does not say of a code: when it is raised, and values that make its sentence readable. */
export interface CatalogueNote {
  readonly about: 'row' | 'file';
  readonly when: string;
  readonly level: IssueLevel;
  readonly field?: FieldKey;
  /** One for each sentence that the code can have; default: one without values. */
  readonly values?: readonly Values[];
}
