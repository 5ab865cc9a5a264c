import { writeFileSync } from 'node:fs';
import { docsPages } from './docs-pages.js';

for (const [file, text] of docsPages()) writeFileSync(new URL(`../../docs/${file}`, import.meta.url), text);
