import { processSurroundings } from './surroundings.js';
import { runProgram } from './program.js';

// A reader that goes away (`| head`) must not end a run half-way.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exitCode = await runProgram(process.argv.slice(2), processSurroundings());
