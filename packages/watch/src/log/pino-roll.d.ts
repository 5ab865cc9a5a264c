declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';

  /** Opens a stream that goes on in a new file when one is full (pino-roll 4.0.0, README). */
  export default function roll(options: {
    readonly file: string;
    readonly extension: string;
    readonly size: string;
    readonly limit: { readonly count: number; readonly removeOtherLogFiles: boolean };
    readonly mode: number;
    readonly sync: boolean;
  }): Promise<
    DestinationStream & {
      end(): void;
      once(event: 'close', listener: () => void): void;
      on(event: 'error', listener: (error: Error) => void): void;
    }
  >;
}
