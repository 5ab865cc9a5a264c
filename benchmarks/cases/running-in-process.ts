import path from 'node:path';
import { importFile, systemClock } from '@solarproof-import/importer';
import { createSandbox } from '@solarproof-import/sandbox';
import type { BenchmarkCase } from '../benchmark-case.js';
import { doneWith } from '../done-with.js';
import { keptState } from '../kept-state.js';
import { sendingTimer } from '../sending-timer.js';

const concurrency = 32;

/** `run` from the file to the workbook, against a sandbox in the same process: its time and memory are in the figures. */
export function runningInProcess({ journal }: { readonly journal: boolean }): BenchmarkCase {
  return {
    name: journal ? 'running-in-process-journal' : 'running-in-process',
    title: `running, sandbox in process${journal ? ', journal' : ''}`,
    ...(journal ? { comparedWith: 'running-in-process' } : {}),
    setUp: async ({ files, folder }) => {
      const { sandboxTransport } = await import('@solarproof-import/testkit');
      const transport = sandboxTransport(createSandbox({ keepBodies: 0 }), { clock: systemClock });
      const output = path.join(folder, 'customers.result.xlsx');
      const timer = sendingTimer();
      const account = { name: 'default', host: transport.host };
      const state = await keptState(folder, journal);
      const options = { account, concurrency, onEvent: timer.onEvent, output, state, transport };
      return {
        run: async () => ({ ...doneWith(await importFile(files.csv, options)), sending: timer.sending() }),
        close: async () => state?.close(),
      };
    },
  };
}
