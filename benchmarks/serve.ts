/** A process of its own that serves an empty sandbox: `serve.ts LATENCY_MS`. Answers with its URL; ends with its parent. */
import { createSandbox, serveSandbox } from '@solarproof-import/sandbox';

const sandbox = createSandbox({ latencyMs: Number(process.argv[2]), keepBodies: 0 });
const { url } = await serveSandbox(sandbox, { port: 0 });
process.once('disconnect', () => process.exit(0));
process.send?.(url);
