/** What a command hands back: its exit code. */
export type Finish = (exitCode: number) => void;
