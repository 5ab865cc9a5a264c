// Reads one workbook with the built reader and says how it ended; without a file, what Node and the reader take alone.
import { performance } from 'node:perf_hooks';
import { openXlsx } from '@solarproof-import/parser-xlsx';

const [file = ''] = process.argv.slice(2);
const begun = performance.now();
const end = file === '' ? 'nothing' : await endOf(file);
const seconds = (performance.now() - begun) / 1_000;
process.send({ end, seconds, megabytes: process.resourceUsage().maxRSS / 1_024 });
process.disconnect();

async function endOf(path) {
  try {
    const source = await openXlsx(path);
    let rows = 0;
    for await (const row of source.rows()) rows += row.cells.length > 0 ? 1 : 0;
    await source.close();
    return `rows: ${rows}`;
  } catch (error) {
    return error.name === 'SourceError' ? error.code : String(error);
  }
}
