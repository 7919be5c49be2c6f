// The exhibition in the viewers that museums use: node --test viewer.test.mjs
//
// In: SITE, with iiif/ in it. OpenSeadragon, which Mirador and others draw with, stands on another site, as a museum's would.
// Out: what it asks for that is not there. Never: a request to a network; the site's domain is answered from its folder.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SITE, launch } from './site.mjs';

const require = createRequire(import.meta.url);
const manifest = JSON.parse(readFileSync(join(SITE, 'iiif/manifest.json'), 'utf8'));
const home = manifest.id.replace('iiif/manifest.json', '');
const images = manifest.items.map((canvas) => canvas.items[0].items[0].body);

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A page of another site with the viewer in it; `asked` is what it asks ours for, and `lacking` what is not there. */
async function museum() {
  const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  const [asked, lacking] = [new Set(), []];
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (url === 'https://museum.test/') return route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><div id="viewer" style="width:960px;height:640px"></div>' });
    const path = url.startsWith(home) ? decodeURIComponent(url.slice(home.length)) : '';
    if (!path || !existsSync(join(SITE, path))) { lacking.push(url); return route.fulfill({ status: 404 }); }
    asked.add(path);
    // What docs ask of the server that publishes the site.
    return route.fulfill({ path: join(SITE, path), headers: { 'Access-Control-Allow-Origin': '*' } });
  });
  const page = await context.newPage();
  await page.goto('https://museum.test/');
  await page.addScriptTag({ path: require.resolve('openseadragon/build/openseadragon/openseadragon.min.js') });
  return { context, page, asked, lacking };
}

test('a viewer reads the manifest: 58 exhibits, their chapters, their titles', () => {
  const read = require('manifesto.js').parseManifest(manifest);
  const canvases = read.getSequences()[0].getCanvases();
  assert.equal(canvases.length, manifest.items.length);
  assert.ok(new Set(canvases.map((canvas) => canvas.getLabel().getValue('zh-Hans').slice(0, 2))).size >= 58);
  assert.ok(canvases.every((canvas) => canvas.getWidth() > 0 && canvas.getContent()[0].getBody()[0].getServices()[0].getInfoUri().endsWith('/info.json')));
  assert.equal(read.getTopRanges()[0].getRanges().reduce((sum, range) => sum + range.getCanvasIds().length, 0), canvases.length);
});

test('OpenSeadragon draws a photo from its tiles, near and far, and lacks none', async () => {
  const { context, page, asked, lacking } = await museum();
  const seen = [images[0], images[images.length - 1]];
  for (const image of seen) {
    const drawn = await page.evaluate(async (source) => {
      const viewer = window.OpenSeadragon({ element: document.getElementById('viewer'), tileSources: source, showNavigationControl: false, animationTime: 0, crossOriginPolicy: 'Anonymous', drawer: 'canvas' });
      const failed = [];
      viewer.addHandler('tile-load-failed', (event) => failed.push(event.message));
      await new Promise((done, give) => { viewer.addOnceHandler('open', done); viewer.addOnceHandler('open-failed', (event) => give(new Error(event.message))); });
      const world = viewer.world.getItemAt(0);
      const settled = () => new Promise((done) => { (function look() { if (world.getFullyLoaded()) setTimeout(done, 100); else setTimeout(look, 50); })(); });
      await settled();
      // Point by point, at every corner.
      const bounds = viewer.viewport.getHomeBounds();
      viewer.viewport.zoomTo(viewer.viewport.imageToViewportZoom(1), null, true);
      for (const [x, y] of [[0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]]) {
        viewer.viewport.panTo(new window.OpenSeadragon.Point(bounds.x + bounds.width * x, bounds.y + bounds.height * y), true);
        viewer.forceRedraw();
        await settled();
      }
      const canvas = document.querySelector('#viewer canvas');
      const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      const colours = new Set();
      for (let at = 0; at < dots.length; at += 4001 * 4) colours.add(`${dots[at]},${dots[at + 1]},${dots[at + 2]}`);
      const levels = [world.source.minLevel, world.source.maxLevel];
      viewer.destroy();
      return { failed, colours: colours.size, levels };
    }, `${image.service[0].id}/info.json`);
    assert.deepEqual(drawn.failed, []);
    assert.ok(drawn.colours > 5, 'the picture is drawn');
    assert.ok(drawn.levels[1] >= 2, `levels ${drawn.levels}`);
    const folder = image.service[0].id.slice(home.length);
    const near = [...asked].filter((path) => path.startsWith(`${folder}/0,`) || /^[^/]+\/[^/]+\/\d+,/.test(path));
    assert.ok(near.length >= 2, `tiles at full size: ${[...asked]}`);
  }
  assert.deepEqual(lacking, []);
  await context.close();
});

test('every photo says what it has, and has it', async () => {
  for (const image of images) {
    const service = image.service[0].id;
    const info = JSON.parse(readFileSync(join(SITE, service.slice(home.length), 'info.json'), 'utf8'));
    assert.equal(info.id, service);
    assert.ok(existsSync(join(SITE, image.id.slice(home.length))), image.id);
    for (const size of info.sizes) assert.ok(existsSync(join(SITE, service.slice(home.length), `full/${size.width},${size.height}/0/default.jpg`)), `${service} ${size.width}`);
  }
});
