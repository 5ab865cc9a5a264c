import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '@solarproof-import/importer';

/** Where the secret of the webhook lies, in the folder that watches have in the state directory. */
export function webhookSecretPath(watchFolder: string): string {
  return path.join(watchFolder, 'webhook-secret');
}

/**
 * Makes the secret by which notices are signed (Standard Webhooks: `whsec_` and 32 random bytes), readable by this user only.
 * One that is there stays: a receiver may know it.
 */
export async function makeWebhookSecret(file: string): Promise<void> {
  const secret = `whsec_${randomBytes(32).toString('base64')}\n`;
  await writeFile(file, secret, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error;
  });
}
