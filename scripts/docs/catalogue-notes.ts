import { wordings } from '../../packages/core/src/issues/catalogue.js';
import { describeIssue, type IssueLevel } from '../../packages/core/src/index.js';
import { fileNotes } from './file-notes.js';
import { rowNotes } from './row-notes.js';

const notes = new Map([...rowNotes, ...fileNotes]);

/** A code of the catalogue with all that a reader wants to know. */
export interface CatalogueIssue {
  readonly code: string;
  readonly about: 'row' | 'file';
  readonly when: string;
  readonly level: IssueLevel;
  /** One for each sentence that the code can have. */
  readonly headlines: readonly string[];
  readonly suggestions: readonly string[];
}

/** Every code that the catalogue words by itself. @throws Error where the catalogue and the notes do not know the same codes */
export function catalogueIssues(): readonly CatalogueIssue[] {
  const forgotten = [...notes.keys()].filter((code) => !wordings.has(code));
  if (forgotten.length > 0)
    throw new Error(`the catalogue has lost ${forgotten.join(', ')}: take its note away`);
  return [...wordings.keys()].map((code) => {
    const note = notes.get(code);
    if (note === undefined)
      throw new Error(`${code} is new in the catalogue: say in catalogue-notes.ts when it is raised`);
    const { about, when, level, field, values = [{}] } = note;
    const texts = values.map((given) =>
      describeIssue({ code, level, place: {}, values: given, ...(field === undefined ? {} : { field }) }),
    );
    return {
      code,
      about,
      when,
      level,
      headlines: texts.map(({ headline }) => headline),
      suggestions: texts.map(({ suggestion }) => suggestion),
    };
  });
}
