const title =
  '(?:mr|mrs|ms|miss|mx|dr|doctor|prof|professor|rev|reverend|fr|sr|sir|dame|lady|lord|master|mstr|hon)';

/** A title, or two of a couple, at the start of a name. */
const titles = new RegExp(String.raw`^(?:${title}\.?(?:\s?(?:&|and|\+|/)\s?${title}\.?)?)\s+(?=\S)`, 'i');
const onlyTitles = new RegExp(String.raw`^${title}\.?(?:\s?(?:&|and|\+|/)\s?${title}\.?)?$`, 'i');

/** A name without the titles before it; what is left where nothing else would be. */
export function withoutTitle(name: string): string {
  for (let rest = name; ;) {
    const shorter = rest.replace(titles, '');
    if (shorter === rest || shorter === '' || /^(?:&|and)\s/i.test(shorter)) return rest;
    rest = shorter;
  }
}

/** Says whether a text is nothing but a title, or those of a couple: "Mr & Mrs". */
export function isTitle(text: string): boolean {
  return text.length < 30 && onlyTitles.test(text.trim());
}
