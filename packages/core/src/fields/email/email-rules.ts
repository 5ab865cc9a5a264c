import type { Rule } from '../rule.js';
import { aroundEmail } from './around-email.js';
import { emailDomainMended, emailDotForComma } from './mistyped-email.js';
import { emailFirstOfSeveral, emailRepeatedOnce } from './several-emails.js';

/** Rules for e-mail addresses. */
export const emailRules: readonly Rule[] = [
  ...aroundEmail,
  emailRepeatedOnce,
  emailFirstOfSeveral,
  emailDotForComma,
  emailDomainMended,
];
