import type { MendOptions, Normalised } from '../customer-field.js';
import { Mending } from '../mending.js';
import { normaliseText } from '../normalise-text.js';
import { nameBlankWord } from '../text-rules.js';
import { namePunctuationOff, nameRecased, titleOff } from './name-rules.js';

/** A name as most are: capitals within, no signs to look at. */
const usual = /^[A-Z][a-z]{1,20}(?:[ '-](?:Mc)?[A-Z][a-z]{1,20}){0,3}$/;
const usualTitle =
  /^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Rev|Reverend|Fr|Sr|Sir|Dame|Lady|Lord|Master|Mstr|Hon) /;

/** A first name: its title off, unless nothing else is left. */
export function normaliseFirstname(text: string, options: MendOptions): Normalised {
  if (usual.test(text) && !usualTitle.test(text)) return { value: text };
  return normaliseName(text, options, 'firstname');
}

/** A surname. */
export function normaliseSurname(text: string, options: MendOptions): Normalised {
  if (usual.test(text)) return { value: text };
  return normaliseName(text, options, 'surname');
}

/** The name of a company. */
export function normaliseCompany(text: string, options: MendOptions): Normalised {
  return normaliseName(text, options, 'companyname');
}

function normaliseName(
  text: string,
  { accept }: MendOptions,
  field: 'firstname' | 'surname' | 'companyname',
): Normalised {
  const line = normaliseText(text);
  if (line.why !== undefined) return line;
  const mending = new Mending(text);
  for (const { rule, after } of line.steps ?? []) mending.to(rule, after);
  // What one rule takes off may uncover what is another's.
  for (let before: string | undefined; before !== mending.text && mending.text !== '';) {
    before = mending.text;
    mending.by(nameBlankWord);
    if (field !== 'companyname') mending.by(namePunctuationOff);
    if (field === 'firstname') mending.by(titleOff);
  }
  if (mending.text === '') return withSteps('', mending);
  if (field !== 'companyname' && isNoName(mending.text)) return { value: text.trim(), why: 'not-a-name' };
  const notes = field === 'companyname' ? [] : flagsIn(mending.text);
  const recased = nameRecased.mend(mending.text);
  const isOffered = recased !== mending.text && !accept.has(nameRecased.name);
  if (recased !== mending.text && !isOffered) mending.to(nameRecased.name, recased);
  return {
    ...withSteps(mending.text, mending),
    ...(isOffered ? { likely: { rule: nameRecased.name, value: recased } } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function withSteps(value: string, { steps }: Mending): Normalised {
  return steps.length === 0 ? { value } : { value, steps };
}

/** An e-mail address or a phone number is nobody's name. */
function isNoName(text: string): boolean {
  return /[^\s@]@[^\s@.]+\.[^\s@]/.test(text) || (/\d/.test(text) && text.replace(/\D+/g, '').length >= 6);
}

const flags = [
  ['ESTATE', /^(?:the )?(?:late )?estate\b|\bestate of\b/i],
  ['CARE_OF', /(?:^|\s)(?:c\/-|c\/o|care of)/i],
  ['ATTENTION', /^(?:attn|attention|att)\b/i],
  ['DECEASED', /\b(?:deceased|dec'd|decd)\b/i],
  ['HAS_DIGITS', /\d/],
] as const;

function flagsIn(text: string): readonly string[] {
  return flags.filter(([, sign]) => sign.test(text)).map(([note]) => note);
}
