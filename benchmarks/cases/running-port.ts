import { once } from 'node:events';
import path from 'node:path';
import { importFile } from '@solarproof-import/importer';
import { openHttpTransport, parseApiUrl } from '@solarproof-import/transport-http';
import type { BenchmarkCase } from '../benchmark-case.js';
import { doneWith } from '../done-with.js';
import { keptState } from '../kept-state.js';
import { sendingTimer } from '../sending-timer.js';
import { ownProcess } from '../own-process.js';

const concurrency = 32;

/** How the server of a case behaves. */
export interface PortOptions {
  /** Of every answer. */
  readonly latencyMs: number;
  readonly rowsAtMost?: number;
  /** Whether the run is kept in a state directory. */
  readonly journal: boolean;
}

/** `run` from the file to the workbook, over HTTP to a sandbox in another process, 32 requests at once. */
export function runningPort({ latencyMs, journal, ...limit }: PortOptions): BenchmarkCase {
  const name = latencyMs === 0 ? 'running-port' : `running-port-${latencyMs}ms`;
  return {
    name: journal ? `${name}-journal` : name,
    title: `running, port, ${latencyMs} ms, ${concurrency} at once${journal ? ', journal' : ''}`,
    ...(journal ? { comparedWith: name } : {}),
    ...limit,
    ...(latencyMs === 0 ? {} : { ideal: concurrency / (latencyMs / 1_000) }),
    setUp: async ({ files, folder }) => {
      const server = ownProcess('serve.ts', [latencyMs]);
      const [url] = await once(server, 'message');
      const transport = openHttpTransport({
        apiUrl: parseApiUrl(String(url)),
        apiKey: 'sandbox',
        connections: concurrency,
      });
      const output = path.join(folder, 'customers.result.xlsx');
      const timer = sendingTimer();
      const account = { name: 'default', host: transport.host };
      const state = await keptState(folder, journal);
      const options = { account, concurrency, onEvent: timer.onEvent, output, state, transport };
      return {
        run: async () => ({ ...doneWith(await importFile(files.csv, options)), sending: timer.sending() }),
        close: async () => {
          await state?.close();
          await transport.close();
          server.disconnect();
        },
      };
    },
  };
}
