// The feed and the map for search engines by their schemas: node schemas.mjs
//
// In: SITE. Out: what breaks a rule of atom.rnc (RFC 4287) or sitemap.rnc; and that a broken file is found. The validator of
// RELAX NG is the one inside the Nu validator. Never: another file of the site.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SITE } from './site.mjs';

const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
const schema = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bangyang-schemas-'));

function complaints(rules, file) {
  const run = spawnSync('java', ['-cp', jar, 'nu.validator.vendor.thaiopensource.relaxng.util.Driver', '-c', schema(rules), file], { encoding: 'utf8' });
  if (run.error) throw run.error;
  return run.status === 0 ? '' : (run.stdout + run.stderr).trim() || `status ${run.status}`;
}

/** What must be found: a rule's name, the words that are replaced, by what. */
const BROKEN = {
  'atom.rnc': [[/<id>urn[^<]*<\/id>/, ''], [/<updated>\d{4}/, '<updated>21'], [/\+08:00/, ''], [/<title>[^<]*<\/title>/, ''], [/<summary>/, '<b/><summary>'], [/rel="self"/, 'rel="me"']],
  'sitemap.rnc': [[/<loc>https:/, '<loc>'], [/<lastmod>[^<]*/, '<lastmod>yesterday']],
};

let failed = false;
for (const [rules, name] of [['atom.rnc', 'feed.xml'], ['sitemap.rnc', 'sitemap.xml']]) {
  const file = join(SITE, name);
  if (!existsSync(file)) continue;
  const found = complaints(rules, file);
  console.log(`${name}: ${found || 'as its schema wants it'}`);
  failed ||= found !== '';
  for (const [from, to] of BROKEN[rules]) {
    const text = readFileSync(file, 'utf8');
    const broken = join(folder, name);
    writeFileSync(broken, text.replace(from, to));
    if (text.replace(from, to) === text || complaints(rules, broken) === '') {
      console.log(`${name}: nobody noticed ${from} → ${to}`);
      failed = true;
    }
  }
}
process.exit(failed ? 1 : 0);
