/** `npm run bench`: measures and prints a table. What goes on meanwhile is told on stderr. */
import { comparisons } from './comparisons.js';
import { readFlags, type Flags } from './flags.js';
import { measureAll } from './measure-all.js';
import { summarise } from './summarise.js';
import { table } from './table.js';

const flags = flagsOrExit();
const all = await measureAll(flags, (text) => process.stderr.write(`${text}\n`));
const summaries = all.map(summarise);
process.stdout.write(
  flags.json
    ? `${JSON.stringify({ rows: flags.rows, repeat: flags.repeat, cases: summaries }, undefined, 2)}\n`
    : `${[table(summaries), '', ...comparisons(all)].join('\n')}\n`,
);

function flagsOrExit(): Flags {
  try {
    return readFlags(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}
