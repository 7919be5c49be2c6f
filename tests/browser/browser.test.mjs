// The finished site in a real browser, opened from the disk: node --test browser.test.mjs
//
// In: SITE. Out: what fails, page by page. Never: a request that leaves the folder.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SITE, at, kinds, launch, opener } from './site.mjs';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const MODES = [{}, { mode: 'elder' }, { theme: 'contrast' }, { theme: 'dark' }];
const WIDTHS = [320, 375, 768, 1440, 2560];
// jddb is 结对帮带 …; a query and a part of the title that must be among the first three.
const QUERIES = JSON.parse(readFileSync(new URL('queries.json', import.meta.url), 'utf8'));

let browser, open;
before(async () => { browser = await launch(); open = opener(browser); });
after(() => browser.close());

test('axe would find something', async () => {
  // What is planted has a style of its own, which the policy of the pages forbids.
  const { context, page } = await open({ bypassCSP: true });
  await page.goto(at('index.html'));
  await page.evaluate(() => document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="assets/icon.svg"><p style="color:#bbb;background:#fff">太淡的字看不清楚</p>'));
  await page.evaluate(AXE);
  const result = await page.evaluate(() => window.axe.run(document));
  assert.deepEqual(result.violations.map((one) => one.id).filter((id) => ['color-contrast', 'image-alt'].includes(id)).sort(), ['color-contrast', 'image-alt']);
  await context.close();
});

for (const settings of MODES) {
  const name = Object.values(settings)[0] ?? 'as it is';
  test(`axe finds nothing on any kind of page, ${name}`, async () => {
    const { context, page, wrong } = await open({ reducedMotion: 'reduce' }, settings);
    const found = [];
    for (const [kind, path] of kinds()) {
      await page.goto(at(path));
      await page.evaluate(AXE);
      const result = await page.evaluate(() => window.axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
      for (const one of result.violations) found.push(`${kind}: ${one.id} ${one.help} ${one.nodes.slice(0, 3).map((node) => node.target).join(' | ')}`);
    }
    assert.deepEqual(found, []);
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

test('no page is wider than its window', async () => {
  const { context, page, wrong } = await open();
  const wide = [];
  for (const settings of [{}, { mode: 'elder' }]) {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      for (const [kind, path] of kinds()) {
        await page.goto(at(path));
        await page.evaluate((mode) => { if (mode) document.documentElement.setAttribute('data-mode', mode); }, settings.mode);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) wide.push(`${kind} at ${width} ${settings.mode ?? ''}: ${over} px`);
      }
    }
  }
  assert.deepEqual(wide, []);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('at 400 % everything is still one column to read', async () => {
  // 1280 px at 400 % are 320 CSS px, 256 high (WCAG 1.4.10).
  const { context, page } = await open({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
  for (const [kind, path] of kinds()) {
    await page.goto(at(path));
    const state = await page.evaluate(() => {
      const main = document.querySelector('h1').getBoundingClientRect();
      return { over: document.documentElement.scrollWidth - window.innerWidth, left: main.left, right: main.right };
    });
    assert.ok(state.over <= 0 && state.left >= 0 && state.right <= 320, `${kind}: ${JSON.stringify(state)}`);
  }
  await context.close();
});

test('without scripts every page reads, and nothing that needs one shows', async () => {
  const { context, page } = await open({ javaScriptEnabled: false });
  for (const [kind, path] of kinds()) {
    await page.goto(at(path));
    assert.ok((await page.locator('main').innerText()).length > 10, kind);
    assert.equal(await page.locator('button:visible').count(), 0, `${kind} shows a button that does nothing`);
  }
  await context.close();
});

test('settings are on the page before it is painted, and are remembered', async () => {
  const { context, page } = await open();
  await page.goto(at('index.html'));
  await page.getByRole('button', { name: '长者模式' }).click();
  await page.getByRole('button', { name: '高对比' }).click();
  await page.goto(at('exhibits/index.html'), { waitUntil: 'commit' });
  await page.waitForFunction(() => document.body);
  assert.deepEqual(await page.evaluate(() => [document.documentElement.dataset.mode, document.documentElement.dataset.theme]), ['elder', 'contrast']);
  await page.getByRole('button', { name: '退出长者模式' }).click();
  await page.reload();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.mode ?? ''), '');
  await context.close();
});

test('nothing moves while a page loads', async () => {
  const { context, page } = await open();
  for (const [kind, path] of kinds()) {
    await page.goto(at(path));
    const shift = await page.evaluate(() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => done(sum), 150);
    }));
    assert.ok(shift < 0.01, `${kind}: ${shift}`);
  }
  await context.close();
});

test('the keyboard alone leads from the gallery by a filter to an exhibit, on to the next, and to the search', async () => {
  const { context, page, wrong } = await open();
  const focused = () => page.evaluate(() => {
    const it = document.activeElement;
    const style = getComputedStyle(it);
    return { text: it.textContent.trim(), href: it.getAttribute('href') ?? '', ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
  });
  async function tabTo(what, wanted) {
    for (let presses = 0; presses < 200; presses += 1) {
      await page.keyboard.press('Tab');
      const now = await focused();
      assert.ok(now.ring, `no focus ring on ${JSON.stringify(now)}`);
      if (wanted(now)) return;
    }
    assert.fail(`never reached ${what}`);
  }
  await page.goto(at('exhibits/index.html'));
  await page.keyboard.press('Tab');
  assert.equal((await focused()).text, '跳到正文');
  await page.keyboard.press('Enter');
  await tabTo('a filter', (now) => /chapter\/2\//.test(now.href));
  await page.keyboard.press('Enter');
  await page.waitForURL(/chapter\/2\//);
  await tabTo('a card', (now) => /^\.\.\/\.\.\/\d+\//.test(now.href));
  await page.keyboard.press('Enter');
  await page.waitForURL(/exhibits\/\d+\/index\.html/);
  const first = page.url();
  await page.keyboard.press('ArrowRight');
  // Until it is loaded, a page hears no key.
  await page.waitForURL((url) => url.href !== first);
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL(first);
  await tabTo('the search', (now) => /search\/index\.html$/.test(now.href));
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\/index\.html/);
  await tabTo('the field', () => true);
  await page.locator('#search-words').focus();
  await page.keyboard.type('党支部');
  await page.locator('#search-results .entry-title a').first().waitFor();
  await page.keyboard.press('ArrowDown');
  const hit = await focused();
  assert.match(hit.href, /\/index\.html$/);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !/search/.test(url.pathname));
  assert.deepEqual(wrong, []);
  await context.close();
});

test('a picture is shown whole, point by point, and given back to the keyboard', async () => {
  const { context, page } = await open();
  const [, path] = kinds().find(([kind]) => kind === 'exhibit');
  await page.goto(at(path));
  await page.locator('a[data-zoom]').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('dialog.zoom img').evaluate((image) => image.decode());
  await page.evaluate(AXE);
  const result = await page.evaluate(() => window.axe.run('dialog.zoom'));
  assert.deepEqual(result.violations.map((one) => one.id), []);
  await page.getByRole('button', { name: '放大' }).click();
  const sizes = await page.locator('dialog.zoom img').evaluate((image) => [image.clientWidth, image.naturalWidth]);
  assert.equal(sizes[0], sizes[1]);
  await page.keyboard.press('Escape');
  await page.locator('dialog.zoom').waitFor({ state: 'detached' });
  assert.ok(await page.evaluate(() => document.activeElement.matches('a[data-zoom]')));
  await context.close();
});

test('the code of the share box can be read by a telephone', async () => {
  const { default: jsQR } = await import('jsqr');
  const { context, page } = await open({ viewport: { width: 600, height: 900 }, bypassCSP: true });
  const [, path] = kinds().find(([kind]) => kind === 'exhibit');
  await page.goto(at(path));
  await page.addScriptTag({ path: join(SITE, 'assets/qr.js') });
  const long = `https://www.example.cn/榜样/${'exhibits/'.repeat(12)}58/index.html`;
  for (const url of ['https://a.cn/', 'https://www.example.gov.cn/exhibits/05/index.html', long]) {
    const [width, height, pixels] = await page.evaluate(async (url) => {
      const svg = window.bangyangQr(url);
      svg.setAttribute('width', 260);
      svg.setAttribute('height', 260);
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: 260, height: 260 });
      const paper = canvas.getContext('2d');
      paper.drawImage(image, 0, 0);
      return [260, 260, Array.from(paper.getImageData(0, 0, 260, 260).data)];
    }, url);
    const read = jsQR(Uint8ClampedArray.from(pixels), width, height);
    assert.equal(read && Buffer.from(read.binaryData).toString('utf8'), url);
  }
  assert.equal(await page.evaluate(() => window.bangyangQr('x'.repeat(214))), null);
  await page.getByRole('button', { name: '分享' }).click();
  await page.locator('dialog.share').waitFor();
  await page.evaluate(AXE);
  assert.deepEqual((await page.evaluate(() => window.axe.run('dialog.share'))).violations.map((one) => one.id), []);
  await page.getByRole('button', { name: '关闭' }).last().click();
  await context.close();
});

test('the search finds what is asked for, and shows where it stands', async () => {
  const { context, page, wrong } = await open();
  await page.goto(at('search/index.html'));
  const lost = [];
  for (const [query, wanted] of Object.entries(QUERIES)) {
    await page.locator('#search-words').fill('');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.getElementById('search-state').textContent === '');
    await page.locator('#search-words').pressSequentially(query);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /找到|没有/.test(document.getElementById('search-state').textContent));
    // What was typed is asked once more when the keys rest.
    await page.waitForTimeout(250);
    const titles = await page.locator('#search-results .entry-title a').allInnerTexts();
    const words = await page.locator('#search-results').innerText();
    const near = wanted === '' ? titles.length === 0 : titles.slice(0, 3).some((title) => title.includes(wanted)) || (wanted.startsWith('~') && words.includes(wanted.slice(1)));
    if (!near) lost.push(`${query} → ${wanted}: ${titles.slice(0, 3).join(' / ')}`);
    if (wanted && !/^[a-z]/i.test(query)) assert.ok(await page.locator('#search-results mark').count() > 0, `${query} is not marked`);
  }
  assert.deepEqual(lost, []);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('a question in the address is asked at once, and a broken one asks nothing', async () => {
  const { context, page, wrong } = await open();
  await page.goto(at('search/index.html#q=%E5%85%9A'));
  await page.locator('#search-results .entry-title a').first().waitFor();
  await page.goto(at('search/index.html#q=%E5%8'));
  await page.reload();
  assert.equal(await page.locator('#search-results .entry-title a').count(), 0);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('a notice and an exhibit print on paper that can be handed in', async () => {
  const { context, page } = await open();
  for (const kind of ['notice', 'decision', 'exhibit']) {
    const found = kinds().find(([name]) => name === kind);
    if (!found) continue;
    await page.goto(at(found[1]));
    await page.emulateMedia({ media: 'print' });
    const shown = await page.evaluate(() => [...document.querySelectorAll('nav, .tools, .head-tools, button')].filter((one) => one.offsetParent !== null).length);
    assert.equal(shown, 0, `${kind} prints what only a screen needs`);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const text = pdf.toString('latin1');
    const sheets = (text.match(/\/Type\s*\/Page\b/g) ?? []).length;
    assert.ok(sheets >= 1 && sheets <= 6, `${kind}: ${sheets} sheets`);
    assert.ok(/MediaBox\s*\[0 0 59[45](\.\d+)? 84[12]/.test(text), `${kind} is not A4`);
    await page.emulateMedia({ media: 'screen' });
  }
  await context.close();
});

test('the tour on a museum screen goes round 200 steps and needs no more memory at the end', async () => {
  const { context, page, wrong } = await open({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' });
  await page.goto(at('exhibits/kiosk/index.html#tour'));
  const session = await context.newCDPSession(page);
  const total = await page.locator('.slide').count();
  async function steps(count) {
    for (let step = 0; step < count; step += 1) await page.keyboard.press('ArrowRight');
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    return { usedSize, nodes, jsEventListeners };
  }
  const round = await steps(total);
  const later = await steps(200);
  assert.ok(later.usedSize < round.usedSize * 1.1 + 200_000, `${round.usedSize} → ${later.usedSize} bytes`);
  assert.ok(later.nodes <= round.nodes + 20, `${round.nodes} → ${later.nodes} nodes`);
  assert.ok(later.jsEventListeners <= round.jsEventListeners + 2, `${round.jsEventListeners} → ${later.jsEventListeners} listeners`);
  assert.equal(await page.locator('.slide.on').count(), 1);
  const shown = await page.locator('.slide').evaluateAll((slides) => slides.filter((slide) => slide.offsetParent !== null || getComputedStyle(slide).display !== 'none').length);
  assert.ok(shown <= 3, `${shown} slides are laid out`);
  // A remote names an exhibit by its number.
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('.slide.on').getAttribute('data-no'), '12');
  assert.deepEqual(wrong, []);
  await context.close();
});

test('pages are light: under 100 KB each, and the first view of the home page under 300 KB', async () => {
  for (const [kind, path] of kinds()) {
    const size = statSync(join(SITE, path)).size;
    assert.ok(size < 100_000, `${kind}: ${size} bytes`);
  }
  const { context, page } = await open({ viewport: { width: 1440, height: 900 } });
  const loaded = [];
  page.on('requestfinished', (request) => loaded.push(decodeURIComponent(new URL(request.url()).pathname)));
  await page.goto(at('index.html'), { waitUntil: 'networkidle' });
  const seen = await page.evaluate(() => [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight).map((image) => decodeURIComponent(new URL(image.currentSrc).pathname)));
  const first = [...new Set(loaded)].filter((path) => !/\.(webp|jpe?g|png)$/.test(path) || seen.includes(path));
  const sum = first.reduce((sum, path) => sum + statSync(path).size, 0);
  assert.ok(sum < 300_000, `${sum} bytes: ${first.join(' ')}`);
  await context.close();
});
