/**
 * What a person sees of a cell that spreadsheet programs take for a formula of a text alone: `="0412345678"`, by which
 * exports keep a leading zero, is shown as `0412345678`. Any other cell is returned as it is.
 */
export function shownValue(cell: string): string {
  if (!cell.startsWith('="') || !cell.endsWith('"') || cell.length < 3) return cell;
  const parts = cell.slice(2, -1).split('""');
  return parts.some((part) => part.includes('"')) ? cell : parts.join('"');
}
