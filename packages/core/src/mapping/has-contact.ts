// What people write before a number, as many digits as one has without its area code with what may stand between them, then anything.
const phone =
  /^\(?(?:m|p|t|h|w|a|f|ph|bh|ah|tel|mob|mobile|phone|work|home|fax|cell)?\)?[ .:]{0,2}\(?\+?(?:\d[ ().-]{0,3}){8}/i;
const date = /^\d{1,4}[-.]\d{1,2}[-.]\d{2,4}(?:$|[ T])/;
const decimal = /^(?:0|[1-9]\d*)\.\d+$/;
/** More digits than any number of Australia has, whether it lost its zero or has 61 before it: phones that were added up. */
const long = /^[1-9]\d{11,}$/;

/** Whether a cell holds an e-mail address or what could be a phone number: totals and notes have neither. */
export function hasContact(text: string): boolean {
  return text.includes('@') || isPhoneLike(text);
}

function isPhoneLike(text: string): boolean {
  return phone.test(text) && !date.test(text) && !decimal.test(text) && !long.test(text);
}
