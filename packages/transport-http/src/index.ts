export { openHttpTransport, type HttpTransportOptions } from './open-http-transport.js';
export { parseApiUrl, defaultApiUrl } from './parse-api-url.js';
