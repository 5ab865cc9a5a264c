/** The sandbox was asked for something it cannot do: an unknown fault, a port in use, a file that is not its own. */
export class SandboxUsageError extends Error {
  override readonly name = 'SandboxUsageError';
}
