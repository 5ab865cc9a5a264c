/** Which day is 0: the system of Excel on Windows, or the old one of the Mac (ECMA-376, 18.17.4.1). */
export type DateSystem = 1900 | 1904;

const secondsADay = 86_400;
const lastDay = { 1900: 2_958_465, 1904: 2_957_003 };

/**
 * A serial number as `YYYY-MM-DD`, with ` HH:MM:SS` where it has a time of day, the time alone where it has no day;
 * `undefined` where it is no date (negative, or past the year 9999). Serials have no time zone, so none is used.
 */
export function dateText(
  serial: number,
  { system, shows }: { system: DateSystem; shows: 'date' | 'time' },
): string | undefined {
  const seconds = Math.round(serial * secondsADay);
  const day = Math.floor(seconds / secondsADay);
  if (!(serial >= 0) || day > lastDay[system]) return undefined;
  const rest = seconds - day * secondsADay;
  if (day === 0 && (shows === 'time' || system === 1900)) return clockText(rest);
  return rest === 0 ? dayText(day, system) : `${dayText(day, system)} ${clockText(rest)}`;
}

/** A duration as `H:MM:SS`, its hours not ending at 24; `undefined` where it is negative. */
export function elapsedText(serial: number): string | undefined {
  return serial >= 0 && serial < lastDay[1900] ? clockText(Math.round(serial * secondsADay)) : undefined;
}

function dayText(day: number, system: DateSystem): string {
  // Excel has kept Lotus's 29 February 1900; the days before it count from a day later.
  if (system === 1900 && day === 60) return '1900-02-29';
  const start = system === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(start + day * secondsADay * 1000);
  return `${date.getUTCFullYear()}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

function clockText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map(twoDigits).join(':');
}
