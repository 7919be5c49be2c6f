// What visitors do with the pages beyond reading them: node --test use.test.mjs
//
// In: SITE. Out: what does not work. Never: a request that leaves the folder.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SITE, at, kinds, launch, opener } from './site.mjs';

let browser, open;
before(async () => { browser = await launch(); open = opener(browser); });
after(() => browser.close());

const of = (kind) => kinds().find(([name]) => name === kind)[1];

/** A browser that can speak, or that cannot; what it is told to say is noted. */
const voice = (speaks) => {
  if (!speaks) {
    delete window.speechSynthesis;
    Object.defineProperty(window, 'speechSynthesis', { value: undefined, configurable: true });
    return;
  }
  window.said = [];
  window.silenced = 0;
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  let waiting = [];
  const speech = {
    speak(words) { window.said.push([words.text, words.lang]); waiting.push(words); },
    cancel() { window.silenced += 1; waiting = []; },
    getVoices() { return [{ lang: 'zh-CN' }]; },
    addEventListener() {},
  };
  window.breathe = () => { const now = waiting; waiting = []; now.forEach((words) => words.onend()); };
  Object.defineProperty(window, 'speechSynthesis', { value: speech, configurable: true });
};

test('a page is read aloud from its heading on, sentence by sentence, and falls silent when asked or left', async () => {
  const { context, page, wrong } = await open();
  await page.addInitScript(voice, true);
  await page.goto(at(of('exhibit')));
  const button = page.locator('.head-read');
  assert.match(await button.innerText(), /朗读/);
  await button.click();
  assert.match(await button.innerText(), /停止/);
  const said = () => page.evaluate(() => window.said);
  const heading = await page.locator('h1').evaluate((one) => one.firstChild ? one.textContent.replace('示例', '').trim() : '');
  assert.ok((await said())[0][0].startsWith(heading), `${heading}: ${await said()}`);
  assert.equal((await said())[0][1], 'zh-CN');
  // One sentence after the other, never two at once, to the end of the story.
  for (let breath = 0; breath < 200; breath += 1) await page.evaluate(() => window.breathe());
  const all = (await said()).map(([text]) => text);
  const story = await page.locator('main .prose p').first().innerText();
  assert.ok(all.includes(story.match(/[^。！？；]+[。！？；]?/)[0].trim()), 'the story is read');
  assert.equal(await page.evaluate(() => document.documentElement.classList.contains('reading-aloud')), false, 'at the end it is silent');
  // Stopped by the one who listens.
  await button.click();
  await button.click();
  const before = (await said()).length;
  await page.evaluate(() => window.breathe());
  assert.equal((await said()).length, before);
  assert.ok(await page.evaluate(() => window.silenced) >= 1);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('a browser that cannot speak offers no reading aloud', async () => {
  const { context, page } = await open();
  await page.addInitScript(voice, false);
  await page.goto(at(of('exhibit')));
  assert.equal(await page.locator('[data-read]:visible').count(), 0);
  await context.close();
});

test('the first thing that is painted is painted as the visitor likes it', async () => {
  const { context, page } = await open({}, { theme: 'dark', mode: 'elder', size: 'large' });
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      if (!list.getEntriesByName('first-paint').length) return;
      const style = document.body && getComputedStyle(document.body);
      window.firstPaint = [document.documentElement.dataset.theme, document.documentElement.dataset.mode, style && style.backgroundColor];
    }).observe({ type: 'paint', buffered: true });
    // Whatever body there is, in whichever frame, never has the colour of paper.
    window.grounds = new Set();
    (function look() { if (document.body) window.grounds.add(getComputedStyle(document.body).backgroundColor); if (document.readyState !== 'complete') requestAnimationFrame(look); })();
  });
  for (const kind of ['home', 'gallery', 'exhibit', 'notice', 'search']) {
    await page.goto(at(of(kind)));
    await page.waitForFunction(() => window.firstPaint);
    assert.deepEqual(await page.evaluate(() => window.firstPaint), ['dark', 'elder', 'rgb(25, 20, 18)'], kind);
    assert.deepEqual(await page.evaluate(() => [...window.grounds]), ['rgb(25, 20, 18)'], kind);
  }
  await context.close();
});

test('on a day of mourning everything is grey, boxes and pictures too', async () => {
  const { context, page } = await open({ viewport: { width: 900, height: 700 }, reducedMotion: 'reduce' });
  async function colours() {
    const shot = (await page.screenshot()).toString('base64');
    return page.evaluate(async (shot) => {
      const image = new Image();
      image.src = `data:image/png;base64,${shot}`;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      const paper = canvas.getContext('2d');
      paper.drawImage(image, 0, 0);
      const dots = paper.getImageData(0, 0, canvas.width, canvas.height).data;
      let coloured = 0;
      for (let at = 0; at < dots.length; at += 4) if (Math.max(dots[at], dots[at + 1], dots[at + 2]) - Math.min(dots[at], dots[at + 1], dots[at + 2]) > 3) coloured += 1;
      return coloured;
    }, shot);
  }
  const mourn = () => page.evaluate(() => document.documentElement.setAttribute('data-mourning', ''));
  await page.goto(at(of('exhibit')));
  assert.ok(await colours() > 1000, 'on other days there is colour');
  for (const kind of ['home', 'gallery', 'exhibit', 'report']) {
    await page.goto(at(of(kind)));
    await mourn();
    assert.equal(await colours(), 0, kind);
  }
  await page.goto(at(of('exhibit')));
  await mourn();
  await page.locator('a[data-zoom]').first().click();
  await page.locator('dialog.zoom img').evaluate((image) => image.decode());
  assert.equal(await colours(), 0, 'the large picture');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '分享' }).click();
  await page.locator('dialog.share').waitFor();
  assert.equal(await colours(), 0, 'the share box');
  await context.close();
});

test('without scripts the search says what to do instead, and the preface unfolds', async () => {
  const { context, page } = await open({ javaScriptEnabled: false });
  await page.goto(at('search/index.html'));
  assert.match(await page.locator('main').innerText(), /没有开启脚本/);
  assert.ok(await page.locator('.search-lists a').count() >= 5);
  await page.goto(at('exhibits/index.html'));
  const preface = page.locator('.preface details .prose');
  assert.equal(await preface.isVisible(), false);
  await page.locator('.preface summary').click();
  assert.equal(await preface.isVisible(), true);
  await context.close();
});

test('on paper the preface is whole', async () => {
  const { context, page } = await open();
  await page.goto(at('exhibits/index.html'));
  await page.emulateMedia({ media: 'print' });
  assert.ok((await page.locator('.preface details .prose').boundingBox()).height > 20);
  await context.close();
});

test('on a telephone the first picture stands in the first view of the gallery', async () => {
  const { context, page } = await open({ viewport: { width: 375, height: 812 } });
  await page.goto(at('exhibits/index.html'));
  const top = await page.locator('.card-picture').first().evaluate((picture) => picture.getBoundingClientRect().top);
  assert.ok(top < 812, `${top} px down`);
  await context.close();
});

test('no line of a heading ends in the middle of a name', async () => {
  const { context, page } = await open({ viewport: { width: 375, height: 812 } });
  const lines = (selector) => page.locator(selector).first().evaluate((heading) => {
    const found = [];
    const walk = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      for (let at = 0; at < walk.currentNode.length; at += 1) {
        const range = document.createRange();
        range.setStart(walk.currentNode, at);
        range.setEnd(walk.currentNode, at + 1);
        const top = Math.round(range.getBoundingClientRect().bottom);
        const last = found[found.length - 1];
        if (last && Math.abs(last.top - top) < 12) last.text += range.toString(); else found.push({ top, text: range.toString() });
      }
    }
    return found.map((line) => line.text);
  });
  const broken = readdirSync(join(SITE, 'units')).map((name) => `units/${name}/index.html`).filter((path) => existsSync(join(SITE, path)));
  let wrapped = 0;
  for (const path of broken) {
    await page.goto(at(path));
    const phrases = (await page.locator('h1').innerHTML()).replace(/<span.*$/, '').split('<wbr>');
    const found = (await lines('h1')).map((line) => line.replace(/示例$/, ''));
    if (found.length > 1) wrapped += 1;
    const ends = phrases.map((_, at) => phrases.slice(0, at + 1).join(''));
    if (phrases.some((phrase) => phrase.length > 11)) continue;
    for (let at = 0; at < found.length - 1; at += 1) assert.ok(ends.includes(found.slice(0, at + 1).join('')), `${path}: ${found.join(' / ')}`);
  }
  assert.ok(wrapped > 0, 'some heading has two lines');
  await context.close();
});

test('with a domain every page says its address once, and search engines are told when it changed', () => {
  const map = readFileSync(join(SITE, 'sitemap.xml'), 'utf8');
  const home = JSON.parse(readFileSync(join(SITE, 'iiif/manifest.json'), 'utf8')).provider[0].id;
  for (const [kind, path] of kinds()) {
    if (kind === 'lost') continue;
    const html = readFileSync(join(SITE, path), 'utf8');
    const canonical = [...html.matchAll(/<link rel="canonical" href="([^"]*)">/g)].map((found) => found[1]);
    assert.deepEqual(canonical, [home + path.replace(/index\.html$/, '')], kind);
    const types = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)[1])['@graph'].map((one) => one['@type']);
    const wanted = { gallery: 'ExhibitionEvent', exhibit: 'CreativeWork', report: 'Article', notice: 'Article', decision: 'Article', pairing: 'Article', page: 'WebPage' }[kind];
    assert.ok(types.includes('Organization') && (kind === 'home' || types.includes('BreadcrumbList')) && (!wanted || types.includes(wanted)), `${kind}: ${types}`);
    assert.match(html, /<meta property="og:title"/, kind);
  }
  const entries = [...map.matchAll(/<url><loc>([^<]*)<\/loc>(<lastmod>[^<]*<\/lastmod>)?/g)];
  for (const [, loc, lastmod] of entries) {
    const path = loc.slice(home.length);
    assert.ok(existsSync(join(SITE, path, 'index.html')), loc);
    // People, units, posts and the like have no day of their own.
    if (/^(exhibits|decisions|notices|pairings|reports)\//.test(path)) assert.ok(lastmod, loc);
  }
  assert.ok(entries.length > 100);
});

test('no page of the site has more than 100 KB without its pictures', () => {
  const heavy = readdirSync(SITE, { recursive: true }).filter((path) => path.endsWith('.html')).map((path) => [path, statSync(join(SITE, path)).size]).filter(([, size]) => size > 100_000);
  assert.deepEqual(heavy, []);
});
