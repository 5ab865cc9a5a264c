import path from 'node:path';
import { importFile, systemClock } from '@solarproof-import/importer';
import { createSandbox } from '@solarproof-import/sandbox';
import type { BenchmarkCase } from '../benchmark-case.js';
import { doneWith } from '../done-with.js';
import { sendingTimer } from '../sending-timer.js';

/** `run` from the file to the workbook, against a sandbox in the same process: its time and memory are in the figures. */
export const runningInProcess: BenchmarkCase = {
  name: 'running-in-process',
  title: 'running, sandbox in process',
  setUp: async ({ files, folder }) => {
    const { sandboxTransport } = await import('@solarproof-import/testkit');
    const transport = sandboxTransport(createSandbox({ keepBodies: 0 }), { clock: systemClock });
    const output = path.join(folder, 'customers.result.xlsx');
    const timer = sendingTimer();
    const account = { name: 'default', host: transport.host };
    return {
      run: async () => ({
        ...doneWith(await importFile(files.csv, { account, onEvent: timer.onEvent, output, transport })),
        sending: timer.sending(),
      }),
    };
  },
};
