export { listSheets, openXlsx, type XlsxOptions } from './open-xlsx.js';
export { looksLikeXlsx } from './zip-archive.js';
