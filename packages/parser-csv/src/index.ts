export { openCsv, type CsvOptions, type CsvSource } from './open-csv.js';
