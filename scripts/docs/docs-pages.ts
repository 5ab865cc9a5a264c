import { fieldsPage } from './fields-page.js';
import { profileJsonSchema } from '../../packages/core/src/index.js';
import { configJsonSchema } from '../../packages/watch/src/index.js';
import { issueCodesPage } from './issue-codes-page.js';

/** The pages of docs/ that are made from the code: file name → text. */
export function docsPages(): ReadonlyMap<string, string> {
  return new Map([
    ['fields.md', fieldsPage()],
    ['config.schema.json', `${JSON.stringify(configJsonSchema(), undefined, 2)}\n`],
    ['issue-codes.md', issueCodesPage()],
    ['mapping.schema.json', `${JSON.stringify(profileJsonSchema(), undefined, 2)}\n`],
  ]);
}
