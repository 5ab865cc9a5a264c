import path from 'node:path';
import { defaultProblem, parseErrorLimit, SettingsError } from '@solarproof-import/importer';
import { parseWebhookUrl, scheduleProblem, type FolderConfig } from '@solarproof-import/watch';
import { accountName } from '../../settings/account-name.js';
import { usableKey } from '../../settings/api-key.js';
import type { Asker } from './asker.js';
import { folderOfFlags, type InitAnswers, type InitFlags } from './init-answers.js';

/** What an answer adds to what is said of a folder; nothing where a flag says it. */
type Said = Partial<FolderConfig>;

/**
 * Asks a person for what the flags do not say.
 * @throws what the asker throws, SettingsError for a key that can be none
 */
export async function askInit(flags: InitFlags, asker: Asker): Promise<InitAnswers> {
  const place =
    flags.folder ?? (await asker.text('Which folder is to be watched?', { problem: placeProblem }));
  const said = folderOfFlags(place, flags);
  const account = said.account ?? (await asker.text('A name for the Solar Proof account', nameQuestion));
  const { typedKey, ...key } = await askKey(said, asker);
  const folder: FolderConfig = {
    ...said,
    account,
    ...key,
    ...(await askType(said, asker)),
    ...(await askOwner(said, asker)),
    ...(await askLimits(said, asker)),
    ...(await askSchedule(said, asker)),
  };
  const webhook =
    flags.webhook ??
    (await asker.text('A webhook that is told of what happens (none: Enter)', webhookQuestion));
  return { folder, typedKey, webhook: webhook === '' ? undefined : webhook };
}

async function askKey(
  { sandbox, apiKeyFile }: Said,
  asker: Asker,
): Promise<Said & { readonly typedKey?: string }> {
  if ((sandbox ?? apiKeyFile) !== undefined) return {};
  const where = await asker.choice('Where is the API key (Solar Proof, Settings, API Access)?', [
    { value: 'typed', label: 'I type it now', hint: 'kept on this machine, readable by you only' },
    { value: 'file', label: 'In a file' },
    { value: 'later', label: 'I give it later', hint: 'by SOLARPROOF_API_KEY or apiKeyFile' },
    { value: 'sandbox', label: 'Nowhere: the built-in sandbox is to be tried' },
  ]);
  switch (where) {
    case 'typed':
      return { typedKey: usableKey(await asker.secret('API key'), 'the terminal') };
    case 'file':
      return {
        apiKeyFile: path.resolve(await asker.text('The file that holds the key', { problem: fileProblem })),
      };
    case 'later':
      return {};
    case 'sandbox':
      return { sandbox: true, apiUrl: undefined };
  }
}

async function askType({ set }: Said, asker: Asker): Promise<Said> {
  if (set?.type !== undefined) return {};
  const type = await asker.choice('Of what type are customers where a list does not say it?', [
    { value: 'RESIDENTIAL', label: 'RESIDENTIAL' },
    { value: 'COMMERCIAL', label: 'COMMERCIAL' },
    { value: 'none', label: 'None: such rows wait for a person' },
  ]);
  return type === 'none' ? {} : { set: { ...set, type } };
}

async function askOwner({ owner, set }: Said, asker: Asker): Promise<Said> {
  if ((owner ?? set?.useremail) !== undefined) return {};
  const typed = await asker.text("Who owns the customers, a user's e-mail (nobody: Enter)", {
    problem: (answer) => (answer === '' ? undefined : defaultProblem('useremail', answer)),
  });
  return typed === '' ? {} : { owner: typed };
}

async function askLimits({ reviewOver, maxErrors }: Said, asker: Asker): Promise<Said> {
  const rows =
    reviewOver ??
    Number(
      await asker.text('Lists of more rows than this wait for a person', {
        otherwise: '1000',
        problem: rowsProblem,
      }),
    );
  const errors =
    maxErrors ??
    (await asker.text('So do lists with more invalid rows than this, a number or a percentage', {
      otherwise: '10%',
      problem: (answer) =>
        parseErrorLimit(answer) === undefined
          ? 'Expected a number of rows, or a percentage, e.g. 10%.'
          : undefined,
    }));
  return { reviewOver: rows, maxErrors: errors };
}

async function askSchedule({ schedule, timeZone }: Said, asker: Asker): Promise<Said> {
  const pattern =
    schedule ??
    (await asker.text('When is the folder looked at, e.g. 0 6 * * 1-5 (all the time: Enter)', {
      problem: (answer) => (answer === '' ? undefined : scheduleProblem({ pattern: answer })),
    }));
  if (pattern === '') return {};
  const zone =
    timeZone ??
    (await asker.text('By the clocks of', {
      otherwise: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      problem: (answer) => scheduleProblem({ pattern: '@daily', timeZone: answer }),
    }));
  return { schedule: pattern, timeZone: zone };
}

const nameQuestion = {
  otherwise: 'default',
  problem: (answer: string) => wordsOf(() => accountName(answer, { env: {} })),
};

const webhookQuestion = {
  problem: (answer: string) => (answer === '' ? undefined : wordsOf(() => parseWebhookUrl(answer))),
};

function placeProblem(answer: string): string | undefined {
  return answer === '' ? 'Expected a folder, e.g. /srv/lists or \\\\server\\share\\lists.' : undefined;
}

function fileProblem(answer: string): string | undefined {
  return answer === '' ? 'Expected the name of a file.' : undefined;
}

function rowsProblem(answer: string): string | undefined {
  return /^\d{1,9}$/.test(answer) ? undefined : 'Expected a number of rows, e.g. 1000.';
}

/** What an error of settings says, where there is one. */
function wordsOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
}
