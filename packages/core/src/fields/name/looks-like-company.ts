/** What only organisations have in their name, wherever it stands. */
const anywhere =
  /(?:^|[\s(,])(?:pty\.?\s?(?:ltd|limited)|p\/l|ltd|limited|inc|incorporated|a\.?t\.?f|as trustee for|trustees?(?: for)?|t\/as?|trading as|t\/a|body corporate|owners corporation|owners corp|strata(?: plan)?|s\.?p\.? ?\d{3,6}|oc ?\d{3,6}|cts ?\d{3,6}|super(?:annuation)? fund|family trust|unit trust|discretionary trust|co-?op(?:erative)?|& co|and co|& sons?|and sons|bros|& daughters?|abn)(?=$|[\s.,;:)])/i;

/** What organisations end with, or hold as a word of its own; a person's surname can be some of them, so more must stand there. */
const words =
  /(?:^|\s)(?:trust|council|shire|school|college|university|tafe|hospital|clinic|church|parish|club|association|society|foundation|institute|holdings|group|enterprises?|services|solutions|industries|investments|properties|developments|constructions?|builders|building|homes|electrical|electrics|plumbing|roofing|engineering|contracting|contractors|consulting|consultants|motors|transport|logistics|farms|pastoral|winery|wines|estates|vineyard|nursery|kindergarten|childcare|medical centre|dental|pharmacy|bakery|cafe|restaurant|hotel|motel|tavern|resort|realty|real estate|accounting|lawyers|legal|partners|partnership|supermarket|store|retail|fitness|gym|design|designs|studio|systems|technologies|solar|energy|air ?conditioning|landscaping|earthmoving|cabinets|joinery|fabrications?|welding|mechanical|automotive|smash repairs|tyres|haulage|freight|dairy|company|corporation|corp)$/i;

/** The words of the list above that are also people's surnames: with one name before them, it is a person. */
const surnames =
  /(?:^|\s)(?:church|school|college|club|trust|council|group|homes|store|estates|farms|parish|partners|hotel|wines|design|solar|shire)$/i;

/** Longer texts are prose. */
const longestName = 200;

/** Says whether a text is the name of an organisation, for certain: "Alan Church" is a person, "Grace Anglican Church" is not. */
export function looksLikeCompany(text: string): boolean {
  if (text.length < 3 || text.length > longestName) return false;
  const name = text.trim();
  if (anywhere.test(name)) return true;
  if (!words.test(name)) return false;
  const count = name.split(/\s+/).length;
  return surnames.test(name)
    ? count > 2 && !/^(?:mr|mrs|ms|miss|dr|mx)\.?\s/i.test(name) && !name.includes(',')
    : count > 1;
}
