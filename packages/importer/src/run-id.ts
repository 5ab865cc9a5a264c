import { randomBytes } from 'node:crypto';

/** A run's ID: sorts by time, is short enough to type. `20261123-174502-7f3a9c` (UTC) */
export function newRunId(now: Date): string {
  const [date, time] = now.toISOString().split('T');
  const digits = (text: string | undefined): string => (text ?? '').replace(/\D/g, '');
  return `${digits(date)}-${digits(time).slice(0, 6)}-${randomBytes(3).toString('hex')}`;
}
