import path from 'node:path';
import { SettingsError } from '@solarproof-import/importer';
import type { Config, FolderConfig, NotifyConfig } from './config-schema.js';
import { isMappingFile } from './mapping-name.js';

/** What paths of a config file are counted from. */
export interface PathOrigin {
  /** The config file's folder, absolute. */
  readonly base: string;
  /** What `$CREDENTIALS_DIRECTORY/` stands for in files of secrets; systemd sets the variable. */
  readonly credentials: string | undefined;
}

/** Whether a file of a secret is one that systemd gives to a service: its path is known to the service alone. */
export function isCredential(file: string): boolean {
  return credentialsName.test(file);
}

/**
 * A config with absolute paths. Nothing is expanded but `$CREDENTIALS_DIRECTORY/` in front of a file of a secret.
 * @throws SettingsError where that is used and not set
 */
export function resolvePaths(config: Config, origin: PathOrigin): Config {
  const { stateDir, log, notify } = config;
  return {
    ...config,
    ...(stateDir === undefined ? {} : { stateDir: path.resolve(origin.base, stateDir) }),
    ...(log?.folder === undefined ? {} : { log: { ...log, folder: path.resolve(origin.base, log.folder) } }),
    ...(notify === undefined ? {} : { notify: ofNotify(notify, origin) }),
    folders: config.folders.map((folder) => ofFolder(folder, origin)),
  };
}

function ofFolder(folder: FolderConfig, origin: PathOrigin): FolderConfig {
  const { apiKeyFile, mapping, notify } = folder;
  return {
    ...folder,
    folder: path.resolve(origin.base, folder.folder),
    ...(apiKeyFile === undefined ? {} : { apiKeyFile: ofSecret(apiKeyFile, origin) }),
    ...(mapping === undefined || !isMappingFile(mapping)
      ? {}
      : { mapping: path.resolve(origin.base, mapping) }),
    ...(notify === undefined ? {} : { notify: ofNotify(notify, origin) }),
  };
}

function ofNotify(notify: NotifyConfig, origin: PathOrigin): NotifyConfig {
  const { webhook, email } = notify;
  const passwordFile = email?.smtp.passwordFile;
  return {
    ...notify,
    ...(webhook === undefined
      ? {}
      : { webhook: { ...webhook, secretFile: ofSecret(webhook.secretFile, origin) } }),
    ...(email === undefined || passwordFile === undefined
      ? {}
      : { email: { ...email, smtp: { ...email.smtp, passwordFile: ofSecret(passwordFile, origin) } } }),
  };
}

const credentialsName = /^\$CREDENTIALS_DIRECTORY[/\\]+(?=.)/;

function ofSecret(file: string, { base, credentials }: PathOrigin): string {
  if (!credentialsName.test(file)) return path.resolve(base, file);
  if (credentials === undefined || credentials === '') throw withoutCredentials(file);
  return path.resolve(credentials, file.replace(credentialsName, ''));
}

function withoutCredentials(file: string): SettingsError {
  return new SettingsError(
    'CREDENTIALS_DIRECTORY_MISSING',
    `The config file names ${file}, but CREDENTIALS_DIRECTORY is not set.`,
    [
      'systemd sets it for a service that has LoadCredential=. Elsewhere, set it, or name the file by its path.',
    ],
  );
}
