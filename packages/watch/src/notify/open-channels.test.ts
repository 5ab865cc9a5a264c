import { FakeClock } from '@solarproof-import/testkit';
import { expect, test } from 'vitest';
import type { NotifyConfig } from '../config/config-schema.js';
import { openChannels } from './open-channels.js';

const both: NotifyConfig = {
  webhook: { url: 'https://hooks.example.com/t0ken', secretFile: 'webhook-secret' },
  email: {
    to: ['office@example.com'],
    from: 'imports@example.com',
    smtp: { host: 'mail.example.com', user: 'office', passwordFile: 'mail-password' },
  },
};

const reading = (files: Readonly<Record<string, string>>) => ({
  clock: new FakeClock(),
  readSecret: async (file: string): Promise<string> => files[file] ?? '',
});

test('there is a channel for each that the settings name', async () => {
  const surroundings = reading({
    'webhook-secret': '\uFEFFwhsec_c2VjcmV0\r\n',
    'mail-password': ' s3cret \n',
  });
  const channels = await openChannels(both, surroundings);
  expect(channels.map(({ name, leadsTo }) => [name.replace(/-.*/, ''), leadsTo])).toEqual([
    ['webhook', 'hooks.example.com'],
    ['email', 'office@example.com by mail.example.com:587'],
  ]);
  expect(await openChannels({ onlyErrors: true }, surroundings)).toEqual([]);
});

test('a secret that is empty is refused by its file', async () => {
  const empty = reading({ 'webhook-secret': 'a secret', 'mail-password': '\r\n' });
  await expect(openChannels(both, empty)).rejects.toMatchObject({
    code: 'NOTIFY_SECRET_EMPTY',
    message: 'mail-password holds no secret: it is empty.',
  });
});
