import { hostname } from 'node:os';
import { SettingsError, systemClock } from '@solarproof-import/importer';
import {
  openChannels,
  type Channel,
  type Notice,
  type NotifyConfig,
  type Sent,
} from '@solarproof-import/watch';
import { readSecret } from '../../settings/watch-channels.js';
import type { Finding } from './finding.js';

/** Sends a test to each who is told. @param about the folder and the account that the test names */
export async function notifyFindings(
  notify: NotifyConfig,
  about: Pick<Notice, 'folder' | 'account'>,
): Promise<readonly Finding[]> {
  const what = 'Notices';
  try {
    const channels = await openChannels(notify, { readSecret, clock: systemClock });
    try {
      return await Promise.all(
        channels.map(async (channel) => findingOf(channel, await channel.test(test(about)))),
      );
    } finally {
      for (const channel of channels) channel.close();
    }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return [{ level: 'failure', what, found: [error.message, ...error.hints].join(' ') }];
  }
}

function test(about: Pick<Notice, 'folder' | 'account'>): Notice {
  return {
    kind: 'test',
    at: systemClock.now(),
    ...about,
    watcher: hostname(),
    message: 'This is a test by "solarproof-import doctor": notices of this folder come here.',
  };
}

function findingOf({ leadsTo }: Channel, sent: Sent): Finding {
  const what = 'Notices';
  switch (sent.kind) {
    case 'delivered':
      if (sent.code === undefined) return { level: 'ok', what, found: `${leadsTo} took a test` };
      return {
        level: 'warning',
        what,
        found: `${leadsTo} took a test, but not for everybody (${sent.code})`,
      };
    case 'again':
      return { level: 'failure', what, found: `${leadsTo} did not take a test (${sent.code})` };
    case 'refused':
      return { level: 'failure', what, found: `${leadsTo} refused a test (${sent.code})` };
  }
}
