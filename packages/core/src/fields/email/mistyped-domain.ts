import { knownDomains, largeProviders } from './mail-domains.js';

/** What is written for a provider and is more than one slip away. None of the domains with an ending gives addresses to people. */
const otherwise: ReadonlyMap<string, string> = new Map([
  ['gmail', 'gmail.com'],
  ['gmail.com.au', 'gmail.com'],
  ['hotmail', 'hotmail.com'],
  ['icloud', 'icloud.com'],
  ['icloud.com.au', 'icloud.com'],
  ['outlook', 'outlook.com'],
]);

/** Endings that no domain has (IANA, "Root Zone Database"), and second levels that Australia has not (auDA). */
const endings: ReadonlyMap<string, string> = new Map([
  ['.con', '.com'],
  ['.cmo', '.com'],
  ['.ocm', '.com'],
  ['.comm', '.com'],
  ['.coom', '.com'],
  ['.vom', '.com'],
  ['.xom', '.com'],
  ['.cpm', '.com'],
  ['.c0m', '.com'],
  ['.com.a', '.com.au'],
  ['.com.auu', '.com.au'],
  ['.com.u', '.com.au'],
  ['.comau', '.com.au'],
  ['.con.au', '.com.au'],
  ['.cim.au', '.com.au'],
  ['.cmo.au', '.com.au'],
  ['.comm.au', '.com.au'],
  ['.net.a', '.net.au'],
  ['.netau', '.net.au'],
  ['.met.au', '.net.au'],
]);

/** The domain that is probably meant. @param domain in lower case @returns `undefined` where it may be right as it stands */
export function mistypedDomain(domain: string): string | undefined {
  if (knownDomains.has(domain)) return undefined;
  const ended = withKnownEnding(domain);
  const meant = knownDomains.has(ended) ? ended : (otherwise.get(ended) ?? oneSlipAway(ended) ?? ended);
  return meant === domain ? undefined : meant;
}

function withKnownEnding(domain: string): string {
  for (const [wrong, right] of endings) {
    if (domain.endsWith(wrong)) return domain.slice(0, -wrong.length) + right;
  }
  return domain;
}

/** The first letter is seldom the wrong one, and `ymail.com` is no `gmail.com`. */
function oneSlipAway(domain: string): string | undefined {
  return largeProviders.find((known) => known.charAt(0) === domain.charAt(0) && isOneSlip(domain, known));
}

/** Says whether one letter is missing, too many or another one, or two beside each other have changed places. */
function isOneSlip(written: string, meant: string): boolean {
  const shorter = Math.min(written.length, meant.length);
  if (Math.abs(written.length - meant.length) > 1) return false;
  let start = 0;
  while (start < shorter && written[start] === meant[start]) start += 1;
  let end = 0;
  while (end < shorter - start && written.at(-1 - end) === meant.at(-1 - end)) end += 1;
  const one = written.slice(start, written.length - end);
  const other = meant.slice(start, meant.length - end);
  if (one.length <= 1 && other.length <= 1) return true;
  return one.length === 2 && other === `${one.charAt(1)}${one.charAt(0)}`;
}
