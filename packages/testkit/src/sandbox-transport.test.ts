import { FakeClock } from './fake-clock.js';
import { sandboxTransport } from './sandbox-transport.js';
import { transportContract } from './transport-contract.js';

transportContract('the sandbox in process', (sandbox, apiKey) => {
  const clock = new FakeClock();
  const transport = sandboxTransport(sandbox, { clock, apiKey });
  return Promise.resolve({ transport, wait: (exchange) => clock.drive(exchange) });
});
