const nobody =
  /^(?:no|na|n\/a|nil|none|null|nobody|unknown|tb[ac]|x{3,}|no[._-]?(?:e-?)?mail(?:[._-]?(?:address|given|provided|supplied))?|no[._-]?address|not[._-]?(?:applicable|given|known|provided|supplied)|dont[._-]?know)@/;

const nowhere =
  /@(?:none|nowhere|unknown|no-?(?:e-?)?mail|no-?address|not-?provided)\.(?:com|net|org|com\.au|net\.au|au)$/;

const sameTwice = /^(test|testing|abc|abcd|a{1,4}|x{1,4}|asdf|qwerty|1234?|email|name|user)@\1\./;

/**
 * Says whether an address is one that somebody typed because the form asked for one: `none@…`, `…@noemail.com`, `test@test.com`.
 * Addresses of machines (`noreply@…`) are real ones.
 * @param address in lower case
 */
export function isPlaceholderEmail(address: string): boolean {
  return nobody.test(address) || nowhere.test(address) || sameTwice.test(address);
}
