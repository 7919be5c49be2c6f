// The site under test and the browser that looks at it.
//
// In: SITE (a published folder), CHROMIUM (a browser, else the first one found). Out: kinds of pages, open pages.
// Never: a request to anything but the folder.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const SITE = resolve(process.env.SITE ?? 'public');

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export function launch() {
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
  if (!executablePath) throw new Error('no Chromium: install one, or name it in CHROMIUM');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** The page of a missing address asks for its script at the root of a server; on a disk it is not there, and not needed. */
const isLost = (url) => url.endsWith('/assets/lost.js');

/** From a disk no script with a hash is loaded; the page then loads it without one, and `scripts.test.mjs` knows that it does. */
const isSealed = (text) => text.startsWith("Subresource Integrity: The resource 'file:");

/** What opens a window that notes every complaint of the pages and every request that leaves the folder. */
export const opener = (browser) => async (options = {}, settings = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.addInitScript((settings) => {
    for (const [key, value] of Object.entries(settings)) localStorage.setItem(`bangyang-${key}`, value);
  }, settings);
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (said) => { if (['error', 'warning'].includes(said.type()) && !isLost(said.location().url) && !isSealed(said.text())) wrong.push(`${page.url()}: ${said.text()}`); });
  // On a slow machine a passage may be given up before the page has any script that could say that this is no error.
  page.on('pageerror', (error) => { if (!/^Transition was (aborted|skipped)/.test(error.message)) wrong.push(`${page.url()}: ${error.message}`); });
  page.on('requestfailed', (request) => { if (request.failure()?.errorText !== 'net::ERR_ABORTED' && !isLost(request.url())) wrong.push(`not loaded: ${request.url()}`); });
  page.on('request', (request) => { if (!/^(file|data|blob|about):/.test(request.url())) wrong.push(`left the folder: ${request.url()}`); });
  return { context, page, wrong };
};

/** The address of a page, or of a file, of the site; with its fragment. */
export const at = (path) => {
  const [file, fragment] = path.split('#');
  return pathToFileURL(join(SITE, file)).href + (fragment ? `#${fragment}` : '');
};

/** The first record of a folder: the site says itself what it has. */
function first(folder) {
  const at = join(SITE, folder);
  if (!existsSync(at)) return undefined;
  const lists = ['page', 'chapter', 'honour', 'kiosk'];
  const found = readdirSync(at, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !lists.includes(entry.name));
  return found.map((entry) => `${folder}/${entry.name}/index.html`).sort()[0];
}

/** One page of every kind that the site has: name → path. */
export function kinds() {
  const all = {
    home: 'index.html',
    gallery: 'exhibits/index.html',
    chapter: 'exhibits/chapter/1/index.html',
    kiosk: 'exhibits/kiosk/index.html',
    exhibit: first('exhibits'),
    honours: 'honours/index.html',
    honour: first('honours'),
    decisions: 'decisions/index.html',
    decision: first('decisions'),
    notices: 'notices/index.html',
    notice: first('notices'),
    pairings: 'pairings/index.html',
    pairing: first('pairings'),
    reports: 'reports/index.html',
    report: first('reports'),
    units: 'units/index.html',
    unit: first('units'),
    branches: 'branches/index.html',
    branch: first('branches'),
    people: 'people/index.html',
    person: first('people'),
    posts: 'posts/index.html',
    post: first('posts'),
    page: first('pages'),
    search: 'search/index.html',
    sitemap: 'sitemap/index.html',
    lost: '404.html',
  };
  return Object.entries(all).filter(([, path]) => path && existsSync(join(SITE, path)));
}
