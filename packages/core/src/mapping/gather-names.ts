import { looksLikeCompany } from '../fields/name/looks-like-company.js';
import { splitFullName } from '../fields/name/split-full-name.js';
import type { FieldKey } from '../fields/field-key.js';
import { oneLine } from '../fields/normalise-text.js';
import { fieldIndex, give, given, isBlankText, takeCell, type OpenRow } from './open-row.js';

/**
 * Gives a row its names: from columns of their own where they have any, else from a column of whole names. A company that stands
 * where a person's name belongs becomes the company's name; the person is still asked for.
 */
export function gatherNames(row: OpenRow): void {
  const { fullNames, companyOrSurname } = row.recipe;
  if (companyOrSurname >= 0) takeCompanyOrSurname(row, companyOrSurname);
  for (const column of fullNames) takeFullName(row, column);
  lookAtLoneName(row);
}

/** With a first name beside it, it is a surname; without one a company. */
function takeCompanyOrSurname(row: OpenRow, column: number): void {
  if (row.columns[fieldIndex.surname] === -1) row.columns[fieldIndex.surname] = column;
  if (isBlankText(row.raw.cells[column])) return;
  const field = isBlankText(given(row, 'firstname')) ? 'companyname' : 'surname';
  if (isBlankText(given(row, field))) give(row, field, [takeCell(row, column, field), column]);
}

function takeFullName(row: OpenRow, column: number): void {
  if (isBlankText(row.raw.cells[column])) return;
  const hasPerson = !isBlankText(given(row, 'firstname')) || !isBlankText(given(row, 'surname'));
  if (hasPerson) {
    const cell = row.raw.cells[column] ?? '';
    if (isBlankText(given(row, 'companyname')) && looksLikeCompany(cell))
      give(row, 'companyname', [takeCell(row, column, 'companyname'), column]);
    return;
  }
  const company = oneLine(given(row, 'companyname')).toLowerCase();
  // A program that wants a name repeats the company's.
  if (company !== '' && oneLine(row.raw.cells[column] ?? '').toLowerCase() === company) return;
  const cell = takeCell(row, column, 'firstname');
  const { firstname, surname, companyname, rule, notes } = splitFullName(cell);
  const part = (field: FieldKey, text: string): void => {
    if (text === '' || !isBlankText(given(row, field))) return;
    if (text !== cell && rule !== undefined)
      row.changes.push({ field, column, before: cell, after: text, rule });
    give(row, field, [text, column]);
  };
  part('firstname', firstname);
  part('surname', surname);
  part('companyname', companyname);
  for (const code of notes)
    row.notes.push({ field: 'firstname', code: `FIRSTNAME_${code}`, column, found: cell.trim() });
  if (firstname !== '') return;
  // So that the cell is named that is to be mended.
  for (const field of ['firstname', 'surname'] as const) {
    if (isBlankText(given(row, field))) row.columns[fieldIndex[field]] = column;
  }
}

/** A first name or a surname without the other: a company moves, a whole name is offered. */
function lookAtLoneName(row: OpenRow): void {
  const [firstname, surname] = [given(row, 'firstname'), given(row, 'surname')];
  if (isBlankText(firstname) === isBlankText(surname)) {
    if (isBlankText(firstname) && !isBlankText(given(row, 'companyname'))) hintBoth(row, 'company-alone');
    return;
  }
  const [has, lacks] = isBlankText(firstname)
    ? (['surname', 'firstname'] as const)
    : (['firstname', 'surname'] as const);
  const text = given(row, has);
  const column = row.columns[fieldIndex[has]] ?? -1;
  if (looksLikeCompany(text) && isBlankText(given(row, 'companyname'))) {
    row.changes.push({ field: 'companyname', column, before: text, after: text, rule: 'COMPANY_FROM_NAME' });
    give(row, 'companyname', [text, column]);
    give(row, has, ['', column]);
    hintBoth(row, 'company-alone');
    return;
  }
  const whole = splitFullName(text);
  if (whole.firstname === '' || whole.surname === '') {
    row.hints.set(lacks, { why: 'lone-name' });
    return;
  }
  if (!row.accept.has(nameSplitInColumn)) {
    const value = `${whole.firstname} | ${whole.surname}`;
    row.hints.set(lacks, { why: 'whole-name', likely: { rule: nameSplitInColumn, value } });
    return;
  }
  for (const field of ['firstname', 'surname'] as const) {
    row.changes.push({ field, column, before: text, after: whole[field], rule: nameSplitInColumn });
    give(row, field, [whole[field], column]);
  }
}

const nameSplitInColumn = 'NAME_SPLIT_IN_COLUMN';

function hintBoth(row: OpenRow, why: string): void {
  row.hints.set('firstname', { why });
  row.hints.set('surname', { why });
}
