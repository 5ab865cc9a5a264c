import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { exitCodes, InterruptedError, SettingsError, systemClock } from '@solarproof-import/importer';
import { configText, parseConfig } from '@solarproof-import/watch';
import { storeApiKey } from '../settings/api-key.js';
import { addAddressFlags, addCommonFlags, addFileReadingFlags } from '../settings/flags.js';
import { configName } from '../settings/find-watch-settings.js';
import { given } from '../settings/given.js';
import { addMaxErrorsFlag } from '../settings/pace-flags.js';
import { nonBlank, stateDirectory } from '../settings/state-directory.js';
import { findAccount } from '../settings/target.js';
import { addFolderFlags } from '../settings/watch-flags.js';
import type { Surroundings } from '../surroundings.js';
import { askYesNo } from '../terminal/ask.js';
import { printEvent } from '../terminal/print-event.js';
import { Screen } from '../terminal/screen.js';
import type { Finish } from './finish.js';
import { askInit } from './init/ask-init.js';
import { terminalAsker } from './init/asker.js';
import { configOfAnswers, folderOfFlags, type InitAnswers, type InitFlags } from './init/init-answers.js';
import { writeConfig } from './init/write-config.js';
import { makeWebhookSecret, webhookSecretPath } from './init/webhook-secret.js';
import { withState } from './open-account.js';

/** `init [FILE]`: asks what is to be watched, and writes the config file. */
export function addInitCommand(program: Command, surroundings: Surroundings, finish: Finish): void {
  const command = program
    .command('init')
    .summary('write the config file of a watched folder')
    .description(
      'Asks which folder is watched, for which account and how, and writes solarproof-import.yaml. What flags say is not asked; without a terminal they say it all. A key that is typed is kept in the state directory, never in the config file.',
    )
    .argument('[file]', 'the config file', configName)
    .option('--folder <dir>', 'the folder to watch; needed where there is no terminal')
    .option('--api-key-file <file>', 'a file that holds the API key')
    .option('--webhook <url>', 'who is told of what happens; its secret is made')
    .option('--yes', 'write over a config file that is there');
  addCommonFlags(addMaxErrorsFlag(addFolderFlags(addFileReadingFlags(addAddressFlags(command))))).action(
    async (file: string, flags: InitFlags) => {
      finish(await init(file, flags, surroundings));
    },
  );
}

async function init(file: string, said: InitFlags, surroundings: Surroundings): Promise<number> {
  const flags = withVariables(said, surroundings);
  const screen = new Screen(surroundings, flags);
  if (!(await mayWrite(file, flags, { screen, surroundings }))) {
    screen.tell('Nothing was written.');
    return exitCodes.settings;
  }
  const answers = screen.interactive
    ? await askInit(flags, terminalAsker(surroundings))
    : { folder: folderOfFlags(folderWithoutTerminal(flags), flags), webhook: flags.webhook };
  const stateDir = stateDirectory(flags.stateDir, surroundings);
  const text = configText(
    configOfAnswers(answers, {
      stateDir: flags.stateDir && stateDir,
      secretFile: webhookSecretPath(path.join(stateDir, 'watch')),
    }),
  );
  // What cannot be read again is not written, and no secret is kept for it.
  parseConfig(text, file);
  await keepSecrets(answers, stateDir, surroundings);
  await writeConfig(file, text);
  if (flags.json) printEvent(surroundings, { event: 'config-written', time: systemClock.now(), file });
  screen.tell(...text.split('\n'), ...closing(file));
  return exitCodes.done;
}

/** What variables say is written as well: a service starts with others. */
function withVariables(flags: InitFlags, { env }: Surroundings): InitFlags {
  const of = (name: string): string | undefined => nonBlank(env[name]);
  const ofVendor = flags.sandbox
    ? {}
    : {
        apiUrl: flags.apiUrl ?? of('SOLARPROOF_API_URL'),
        apiKeyFile: flags.apiKeyFile ?? of('SOLARPROOF_API_KEY_FILE'),
      };
  const said = {
    account: flags.account ?? of('SOLARPROOF_ACCOUNT'),
    stateDir: flags.stateDir ?? of('SOLARPROOF_IMPORT_HOME'),
    ...ofVendor,
  };
  return { ...flags, ...given(said) };
}

async function mayWrite(
  file: string,
  flags: InitFlags,
  { screen, surroundings }: { readonly screen: Screen; readonly surroundings: Surroundings },
): Promise<boolean> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (!isThere || flags.yes) return true;
  if (!screen.interactive) {
    throw new SettingsError('CONFIG_FILE_EXISTS', `The config file ${file} is there already.`, [
      'Name another, or add --yes to write over it.',
    ]);
  }
  const answer = await askYesNo(`${file} is there already. Write over it?`, surroundings);
  if (answer.kind === 'cancelled') throw new InterruptedError('SIGINT');
  return answer.value;
}

function folderWithoutTerminal({ folder }: InitFlags): string {
  if (folder !== undefined) return folder;
  throw new SettingsError('WATCH_FOLDER_MISSING', 'There is no terminal to ask which folder is watched.', [
    'Add --folder DIR.',
  ]);
}

/** The key, and the secret of the webhook: in the state directory, readable by this user only. */
async function keepSecrets(
  answers: InitAnswers,
  stateDir: string,
  surroundings: Surroundings,
): Promise<void> {
  const { folder, typedKey, webhook } = answers;
  if ((typedKey ?? webhook) === undefined) return;
  await withState({ stateDir }, surroundings, async (state) => {
    if (webhook !== undefined)
      await makeWebhookSecret(webhookSecretPath(await state.directory.watchFolder()));
    if (typedKey === undefined) return;
    const { account } = findAccount(given({ account: folder.account, apiUrl: folder.apiUrl }), surroundings);
    await storeApiKey(typedKey, { stateDir, account });
  });
}

function closing(file: string): readonly string[] {
  const name = file.includes(' ') ? `"${file}"` : file;
  return [
    `Written  ${file}`,
    `Next     solarproof-import doctor --config ${name}`,
    `         solarproof-import watch --config ${name}`,
  ];
}
