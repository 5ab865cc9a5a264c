export { checkParts } from './check-parts.js';
export { listSheets, openXlsx, type XlsxOptions } from './open-xlsx.js';
export { looksLikeXlsx } from './zip-archive.js';
