// Scripts and their hashes, from a server and from a disk: node --test scripts.test.mjs
//
// In: SITE, of a site with a domain. Out: scripts that do not run, or run although somebody changed them.
// Never: a request that leaves this machine.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SITE, at, launch } from './site.mjs';

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };

let browser, server, changed;
before(async () => {
  browser = await launch();
  server = createServer((asked, answer) => {
    const path = join(SITE, new URL(asked.url, 'http://x').pathname);
    if (!existsSync(path) || statSync(path).isDirectory()) return answer.writeHead(404).end();
    answer.setHeader('Content-Type', TYPES[path.split('.').pop()] ?? 'application/octet-stream');
    const bytes = readFileSync(path);
    return answer.end(changed && path.endsWith(changed) ? Buffer.concat([bytes, Buffer.from(' ')]) : bytes);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
});
after(async () => { await browser.close(); server.close(); });

/** Opens a page, and says whether each of its scripts has run, and what the browser complained of. */
async function looked(address) {
  const page = await browser.newPage();
  const wrong = [];
  page.on('console', (said) => { if (said.type() === 'error') wrong.push(said.text()); });
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.goto(address);
  const ran = await page.evaluate(() => ({
    early: document.documentElement.classList.contains('js'),
    site: [...document.querySelectorAll('[data-theme-to]')].every((button) => button.hasAttribute('aria-pressed')),
    search: typeof window.bangyangSearch === 'function',
    sealed: document.querySelectorAll('script[integrity]').length,
  }));
  return { page, ran, wrong };
}

/** Whether the page finds something. */
async function finds(page) {
  await page.fill('#search-words', '支部');
  await page.waitForSelector('#search-results a');
}

/** Whether the code for sharing a page is drawn, which has a script of its own. */
async function shares(page) {
  await page.click('[data-share]');
  await page.waitForSelector('.share-code > *');
}

const served = (path) => `http://127.0.0.1:${server.address().port}/${path}`;
const ALL = { early: true, site: true, search: true, sealed: 3 };

test('from a server every script runs with its hash', async () => {
  const { page, ran, wrong } = await looked(served('search/index.html'));
  assert.deepEqual([ran, wrong], [ALL, []]);
  await finds(page);
  await page.close();
  const shared = await looked(served('exhibits/01/index.html'));
  await shares(shared.page);
  assert.deepEqual(shared.wrong, []);
  await shared.page.close();
});

for (const name of ['early', 'site', 'search']) {
  test(`from a server ${name}.js does not run once somebody has changed it`, async () => {
    changed = `/assets/${name}.js`;
    const { page, ran, wrong } = await looked(served('search/index.html'));
    changed = undefined;
    assert.deepEqual(ran, { ...ALL, [name]: false });
    assert.ok(wrong.some((text) => text.includes("Failed to find a valid digest in the 'integrity' attribute")), `${wrong}`);
    await page.close();
  });
}

test('from a server the code for sharing is not drawn by a script that somebody has changed', async () => {
  changed = '/assets/qr.js';
  const { page, wrong } = await looked(served('exhibits/01/index.html'));
  const refused = page.waitForEvent('console', (said) => said.text().includes("'integrity' attribute"));
  await page.click('[data-share]');
  await refused;
  changed = undefined;
  assert.equal(await page.locator('.share-code > *').count(), 0, `${wrong}`);
  await page.close();
});

test('from a disk, where no browser compares hashes, the scripts run all the same', async () => {
  const { page, ran } = await looked(at('search/index.html'));
  assert.deepEqual(ran, { ...ALL, sealed: 3 });
  await finds(page);
  await page.close();
  const shared = await looked(at('exhibits/01/index.html'));
  await shares(shared.page);
  await shared.page.close();
});
