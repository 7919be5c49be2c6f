// Every page of the site through the Nu validator: node vnu.mjs
//
// In: SITE. Out: errors, each kind of error once. Never: an opinion on warnings.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SITE } from './site.mjs';

const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
const pages = readdirSync(SITE, { recursive: true }).filter((path) => path.endsWith('.html')).map((path) => join(SITE, path)).sort();
execFileSync('java', ['-version'], { stdio: 'ignore' });
const errors = new Map();
for (let from = 0; from < pages.length; from += 200) {
  const run = spawnSync('java', ['-Xss4m', '-jar', jar, '--errors-only', '--format', 'json', ...pages.slice(from, from + 200)], { encoding: 'utf8', maxBuffer: 1 << 28 });
  for (const one of JSON.parse(run.stderr).messages) {
    if (!errors.has(one.message)) errors.set(one.message, `${one.url}:${one.lastLine} ${one.message}\n  ${(one.extract ?? '').replace(/\s+/g, ' ')}`);
  }
}
console.log(`${pages.length} pages, ${errors.size} kinds of error`);
for (const error of errors.values()) console.log(error);
process.exit(errors.size ? 1 : 0);
