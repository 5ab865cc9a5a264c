import type { MendOptions, Normalised } from '../customer-field.js';
import { Mending } from '../mending.js';
import { normaliseText, oneLine } from '../normalise-text.js';
import type { ValueRule } from '../rule.js';
import { blankWord } from '../text-rules.js';
import { aroundEmail } from './around-email.js';
import { emailDomainMended, emailDotForComma } from './mistyped-email.js';
import { isPlaceholderEmail } from './placeholder-email.js';
import { emailFirstOfSeveral, emailRepeatedOnce, severalEmails } from './several-emails.js';

const usual = /^[a-z\d][\w.+-]{0,63}@[a-z\d][a-z\d.-]{0,250}\.[a-z]{2,24}$/i;

/** A customer's e-mail address: what stands around it taken off, what stands for none recognised. Its case is kept. */
export function normaliseEmail(text: string, options: MendOptions): Normalised {
  const found = normaliseUserEmail(text, options);
  if (found.value === '' || found.why !== undefined) return found;
  const address = String(found.value);
  if (isPlaceholderEmail(address.toLowerCase())) return { value: oneLine(text), why: 'placeholder' };
  if (options.accept.has('EMAIL_AS_WRITTEN')) return found;
  const value = emailDomainMended.mend(address);
  if (value === address) return found;
  const rule = emailDomainMended.name;
  if (!options.accept.has(rule)) return { value: oneLine(text), why: 'domain-typo', likely: { rule, value } };
  return { value, steps: [...(found.steps ?? []), { rule, after: value }] };
}

/** The e-mail address of a user of Solar Proof: its spelling is not doubted, for Solar Proof knows the user or does not. */
export function normaliseUserEmail(text: string, { accept }: MendOptions): Normalised {
  if (usual.test(text)) return { value: text };
  const line = normaliseText(text);
  if (line.why !== undefined) return line;
  const mending = new Mending(text);
  for (const { rule, after } of line.steps ?? []) mending.to(rule, after);
  withoutWrapping(mending.by(blankWord)).by(emailRepeatedOnce);
  const doubt = doubtOf(mending.text);
  if (doubt !== undefined) {
    const { rule, why } = doubt;
    const value = rule.mend(mending.text);
    if (!accept.has(rule.name)) return { value: oneLine(text), why, likely: { rule: rule.name, value } };
    mending.to(rule.name, value);
  }
  return mending.steps.length === 0 ? { value: mending.text } : { value: mending.text, steps: mending.steps };
}

/** Ends: each mend leaves a shorter text. */
function withoutWrapping(mending: Mending): Mending {
  const before = mending.text;
  for (const rule of aroundEmail) mending.by(rule);
  return mending.text === before ? mending : withoutWrapping(mending);
}

function doubtOf(text: string): { readonly rule: ValueRule; readonly why: string } | undefined {
  if (severalEmails(text) !== undefined) return { rule: emailFirstOfSeveral, why: 'several' };
  return emailDotForComma.mend(text) === text ? undefined : { rule: emailDotForComma, why: 'comma' };
}
