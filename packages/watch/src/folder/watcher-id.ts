import { createHash } from 'node:crypto';

/** Who takes files: a machine, for people, and a mark of its state directory, by which its own are known again. */
export interface Watcher {
  /** `front-desk-3f2a9c41d07b`. */
  readonly id: string;
  /** Whether a folder in `processing/` is this watcher's, also from when the machine was called otherwise. */
  isOwn(name: string): boolean;
}

/** @param secret of the state directory; it cannot be told from the mark */
export function watcherOf(secret: string, machine: string): Watcher {
  const mark = createHash('sha256').update(`watcher ${secret}`).digest('hex').slice(0, 12);
  const name =
    machine
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || 'machine';
  return { id: `${name}-${mark}`, isOwn: (folder) => folder.endsWith(`-${mark}`) };
}
