export { looksLikeText } from './detect-encoding.js';
export { openCsv, type CsvOptions, type CsvSource } from './open-csv.js';
