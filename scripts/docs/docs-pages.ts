import { fieldsPage } from './fields-page.js';
import { issueCodesPage } from './issue-codes-page.js';

/** The pages of docs/ that are made from the code: file name → text. */
export function docsPages(): ReadonlyMap<string, string> {
  return new Map([
    ['fields.md', fieldsPage()],
    ['issue-codes.md', issueCodesPage()],
  ]);
}
