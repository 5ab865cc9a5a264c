import { SettingsError } from '@solarproof-import/core';

/** The vendor's one endpoint (docs/solarproof-api.md). */
export const defaultApiUrl = 'https://solarproof.com.au/apidata.php';

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads the API's URL. Its text is never repeated in an error: somebody may have pasted the key into it.
 * @throws SettingsError for anything but an https URL (http only to this machine) without user, query or fragment
 */
export function parseApiUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw wrong('is not a URL');
  if (url.username || url.password || url.search || url.hash)
    throw wrong('must not hold a user, a query or a fragment');
  if (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))) return url;
  throw wrong(
    url.protocol === 'http:'
      ? 'is plain http, which would show the key to the network'
      : 'is not an https URL',
  );
}

function wrong(what: string): SettingsError {
  return new SettingsError('API_URL_INVALID', `The API URL ${what}.`, [
    `Expected an address like ${defaultApiUrl} in --api-url or SOLARPROOF_API_URL; the key goes into neither.`,
  ]);
}
