/**
 * The address behind a cell: a link `mailto:jo@example.com`, where the cell's own text is no address.
 * @param link the cell's link as the workbook has it; `undefined` where it has none
 * @returns the text itself where there is no better
 */
export function linkedEmail(text: string, link: string | undefined): string {
  if (link === undefined || text.includes('@')) return text;
  const [, address = ''] = /^mailto:([^?]{3,320})/i.exec(link) ?? [];
  return address.includes('@') ? decoded(address) : text;
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
