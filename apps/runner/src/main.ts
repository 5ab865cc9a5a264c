import { setFlagsFromString } from 'node:v8';
import { processSurroundings } from './surroundings.js';
import { runProgram } from './program.js';

// By default V8 lets the heap grow to several times what is alive before it looks: 330 MB for a run of 100,000 rows that
// keeps 50. Looking at twice that costs 3 % of the time and keeps the peak under 270 MB (benchmarks/README.md).
setFlagsFromString('--heap-growing-percent=100');

// A reader that goes away (`| head`) must not end a run half-way.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await runProgram(process.argv.slice(2), processSurroundings());
