import { SettingsError } from '@solarproof-import/importer';
import { isLoopback } from '../notify/loopback.js';
import { parseWebhookUrl } from '../notify/webhook-channel.js';
import type { ConfigProblem } from './config-problem.js';
import type { NotifyConfig } from './config-schema.js';

/** What would keep notices from being sent, or show them to a network. */
export function notifyProblems({ webhook, email }: NotifyConfig): readonly ConfigProblem[] {
  return [...(webhook ? urlProblems(webhook.url) : []), ...(email ? smtpProblems(email.smtp) : [])];
}

function urlProblems(url: string): readonly ConfigProblem[] {
  try {
    parseWebhookUrl(url);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return [{ path: ['webhook', 'url'], problem: error.message }];
  }
}

function smtpProblems({
  host,
  tls,
  user,
  passwordFile,
}: NonNullable<NotifyConfig['email']>['smtp']): readonly ConfigProblem[] {
  const at = ['email', 'smtp'];
  const isOpen = tls === 'none' && !isLoopback(host);
  const isHalf = (user === undefined) !== (passwordFile === undefined);
  return [
    ...(isOpen
      ? [{ path: [...at, 'tls'], problem: '"none" is for a mail server on this machine alone' }]
      : []),
    ...(isHalf ? [{ path: at, problem: 'expected user and passwordFile, or neither' }] : []),
  ];
}
