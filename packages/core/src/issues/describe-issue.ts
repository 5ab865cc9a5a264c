import { customerFields } from '../fields/customer-fields.js';
import type { CustomerField } from '../fields/customer-field.js';
import type { Issue } from '../model/issue.js';
import { wordings } from './catalogue.js';
import type { Wording } from './wording.js';
import { fieldWordings, oddWording } from './field-wordings.js';
import { placeText } from '../model/place.js';

/** An issue in words. */
export interface IssueText {
  /** Short, without the place: what equal problems are grouped by. `phone has too few digits` */
  readonly headline: string;
  /** A sentence: what is wrong, where, what was found. */
  readonly problem: string;
  /** What was expected and what to do next; `''` where nothing is to be done. */
  readonly suggestion: string;
}

/** Puts an issue into words. Every code has some; one that this version does not know is told by its name. */
export function describeIssue(issue: Issue): IssueText {
  const wording = wordingOf(issue);
  const values = issue.values ?? {};
  const headline = wording.headline(values);
  // Where the words stand, sheet and physical line are known or of no use.
  const { sheet: _sheet, line: _line, ...cell } = issue.place;
  const where = placeText(cell);
  const found =
    values['found'] === undefined || wording.tellsFound ? '' : `"${shortened(String(values['found']))}"`;
  const detail = wording.detail?.(values) ?? found;
  const at = where === '' || wording.tellsPlace ? '' : ` (${where})`;
  return {
    headline,
    problem: `${capital(headline)}${at}${detail && `: ${detail}`}.`,
    suggestion: wording.suggestion(values),
  };
}

function wordingOf(issue: Issue): Wording {
  const own = wordings.get(issue.code);
  if (own) return own;
  const field = customerFields.find(({ key }) => key === issue.field);
  const reason =
    field && issue.code.startsWith(`${field.key.toUpperCase()}_`)
      ? issue.code.slice(field.key.length + 1)
      : '';
  const ofField = fieldWordings.get(reason);
  if (field && ofField) return ofField(field satisfies CustomerField);
  const ofOdd = field && oddWording(field, reason);
  if (ofOdd) return ofOdd;
  return issue.code.startsWith('API_') ? vendorWording(issue.code) : unknownWording(issue.code);
}

/** The vendor's own words for a code that the catalogue has none for. */
function vendorWording(code: string): Wording {
  return {
    headline: ({ message }) =>
      `Solar Proof refused it: ${message ? String(message).replace(/\.$/, '') : code.slice('API_'.length)}`,
    suggestion: () => 'Correct the row as Solar Proof says, then import it again.',
    tellsFound: true,
  };
}

function unknownWording(code: string): Wording {
  return { headline: () => code, suggestion: () => '' };
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
