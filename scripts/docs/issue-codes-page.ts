import { catalogueIssues, type CatalogueIssue } from './catalogue-notes.js';
import { fieldIssues } from './field-issues.js';
import { code, markdownTable, oneCell } from './markdown-table.js';
import { notSentTexts, stopTexts, unconfirmedReasons, vendorText } from './run-words.js';
import { illnessCodes, noticeCodes, putAwayCodes, waitingCodes, type WatchCode } from './watch-codes.js';
import { errorClasses, thrownErrors, type ErrorClass, type ThrownError } from './thrown-errors.js';

/** `docs/issue-codes.md`: every stable code, when it is raised, what it says and what to do. */
export function issueCodesPage(): string {
  return [
    ...opening,
    ...ofFields(),
    ...ofCatalogue('row', '## Codes of a row'),
    ...ofVendor(),
    ...ofCatalogue('file', '## Codes of a file'),
    ...reasons(),
    ...stopping(),
    ...watching(),
    ...errors(),
  ].join('\n');
}

const opening = [
  '# Issue codes',
  '',
  'Made by `npm run docs` from the catalogue, the field table and the sources; do not edit it by hand.',
  '',
  'Codes are stable, so that a program can act on them; sentences may get better. A code stands in `Import: Code` of the',
  'result workbook and in the `issues` of an event (`--json`). An *error* needs a hand. A *warning* needs none: the row',
  'or file goes on. `…` is filled in at run time.',
  '',
];

function ofFields(): readonly string[] {
  const rows = fieldIssues().map(({ code: name, field, level, headlines, suggestions }) => [
    code(name),
    level,
    code(field),
    oneCell(headlines),
    oneCell(suggestions),
  ]);
  return [
    '## Codes of a cell',
    '',
    'Raised by the validation (`packages/core/src/validation/validate-row.ts`), one error for each field at most: the row is',
    '`invalid` and is not sent. The words are those of `packages/core/src/issues/field-wordings.ts`.',
    '',
    ...markdownTable(['Code', 'Level', 'Field', 'What it says', 'What to do'], rows),
    '',
  ];
}

function ofCatalogue(about: CatalogueIssue['about'], heading: string): readonly string[] {
  const rows = catalogueIssues()
    .filter((issue) => issue.about === about)
    .map(({ code: name, level, when, headlines, suggestions }) => [
      code(name),
      level,
      when,
      oneCell(headlines),
      oneCell(suggestions),
    ]);
  return [heading, '', ...markdownTable(['Code', 'Level', 'When', 'What it says', 'What to do'], rows), ''];
}

function ofVendor(): readonly string[] {
  const { headline, suggestion } = vendorText();
  return [
    "### The vendor's codes",
    '',
    "A code of the vendor's that concerns one row becomes `API_<CODE>` and the row is `rejected`. That is",
    '`INVALID_PARAMETERS`, and any code that is not documented where it comes with a 4xx status. Where the catalogue has no',
    "words of its own, the vendor's are repeated:",
    '',
    `- What it says: ${headline}`,
    `- What to do: ${suggestion}`,
    '',
    '`INVALID_API_KEY` concerns every row: no row gets it as an issue, the run stops (exit code 6).',
    '',
  ];
}

function reasons(): readonly string[] {
  return [
    '## Why a row is unconfirmed',
    '',
    'The `why` of `OUTCOME_UNKNOWN`, for each reason of `packages/core/src/model/outcome.ts`:',
    '',
    ...markdownTable(
      ['Reason', 'What it says'],
      unconfirmedReasons().map(([reason, text]) => [code(reason), text]),
    ),
    '',
    '## Why a row is not sent',
    '',
    'The `why` of `ROW_NOT_SENT`, in the same way:',
    '',
    ...markdownTable(
      ['Reason', 'What it says'],
      notSentTexts().map(([reason, text]) => [code(reason), text]),
    ),
    '',
  ];
}

function stopping(): readonly string[] {
  return [
    '## Why a run stops',
    '',
    'The `kind` of the event `stopping` (`packages/core/src/run/stop-reason.ts`), by way of example:',
    '',
    ...markdownTable(
      ['Kind', 'What it says', 'Exit code'],
      stopTexts().map(([kind, text, exitCode]) => [code(kind), text, exitCode]),
    ),
    '',
  ];
}

function watching(): readonly string[] {
  const table = (codes: readonly WatchCode[]): readonly string[] =>
    markdownTable(
      ['Code', 'When', 'What to do'],
      codes.map(([names, when, todo]) => [names.split(', ').map(code).join(', '), when, todo]),
    );
  return [
    '## Codes of a watch',
    '',
    'What keeps files waiting, in the event `waiting-for`, in notices and in `status`; beside these the codes of errors below:',
    '',
    ...table(waitingCodes),
    '',
    'Where a file was put, in its note, its event and its notice; in `failed/` the codes of errors of files below:',
    '',
    ...table(putAwayCodes),
    '',
    'What ails a watch, in `status`:',
    '',
    ...table(illnessCodes),
    '',
    'What became of a notice, in the log:',
    '',
    ...table(noticeCodes),
    '',
  ];
}

const classNotes: Readonly<Record<ErrorClass, readonly [heading: string, note: string]>> = {
  SettingsError: ['Settings', 'Exit code 2, nothing was sent. Put a flag, a variable or the key right.'],
  SourceError: ['The file', 'Exit code 3, nothing was sent. Put the file right, or give another.'],
  InterruptedError: ['Interrupted before sending', 'Exit code 130 or 143.'],
  ResultError: [
    'The result workbook',
    'The next name or folder is tried, and the report says so. Where none is left, the run still ends as it ended.',
  ],
  JournalError: [
    'The journal',
    'Exit code 2 before anything is sent, 5 afterwards. Nothing more is sent; make room or mend the disk, then resume.',
  ],
  LockedError: ['Another run', 'Exit code 75, nothing was sent. Wait until it has ended.'],
  BugError: ['Bugs', 'Exit code 1. Something that must always hold did not; please report it.'],
};

function errors(): readonly string[] {
  const thrown = thrownErrors();
  return [
    '## Errors of a command',
    '',
    'They concern no single row. The classes are in `packages/core/src/errors.ts`. Wrong flags that the command line itself',
    'refuses, and wrong settings of the sandbox, have no code; they end with exit code 2.',
    '',
    ...errorClasses.flatMap((errorClass) => {
      const [heading, note] = classNotes[errorClass];
      return [
        `### ${heading}`,
        '',
        note,
        '',
        ...errorTable(thrown.filter((error) => error.errorClass === errorClass)),
        '',
      ];
    }),
  ];
}

function errorTable(thrown: readonly ThrownError[]): readonly string[] {
  const codes = [...new Set(thrown.map((error) => error.code))].toSorted();
  const rows = codes.map((name) => {
    const same = thrown.filter((error) => error.code === name);
    return [
      code(name),
      oneCell(same.flatMap(({ message }) => message.split(' · ')).map(capital)),
      oneCell(same.flatMap(({ hints }) => hints)),
      oneCell(same.map(({ file }) => code(file))),
    ];
  });
  return markdownTable(['Code', 'What it says', 'What to do', 'Raised in'], rows);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
