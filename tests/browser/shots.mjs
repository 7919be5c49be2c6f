// Pictures of every kind of page at three widths, or at those of WIDTHS: node shots.mjs FOLDER [mode] [kind …]
// A mode: mode=elder theme=dark theme=contrast mourning=1 print=1
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { at, kinds, launch } from './site.mjs';

const [folder = 'shots', mode = '', ...only] = process.argv.slice(2);
const widths = (process.env.WIDTHS ?? '375,768,1440').split(',').map(Number);
mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const width of widths) {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 812 : 900 }, reducedMotion: 'reduce' });
  await context.addInitScript((mode) => {
    for (const pair of mode.split(',').filter(Boolean)) { const [key, value] = pair.split('='); localStorage.setItem(`bangyang-${key}`, value); }
  }, mode);
  const page = await context.newPage();
  for (const [name, path] of kinds()) {
    if (only.length && !only.includes(name)) continue;
    await page.goto(at(path));
    // A day of mourning is the site's own setting; print is a medium.
    if (mode.includes('mourning')) await page.evaluate(() => document.documentElement.setAttribute('data-mourning', ''));
    await page.emulateMedia({ media: mode.includes('print') ? 'print' : 'screen' });
    // Pictures further down are loaded too.
    await page.evaluate(async () => {
      for (const image of document.images) image.loading = 'eager';
      await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    });
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y: 0, width, height: Math.min(tall, width * 4) };
    await page.screenshot({ path: join(folder, `${name}-${width}${mode ? '-' + mode.replace(/\W/g, '') : ''}.png`), fullPage: true, clip });
  }
  await context.close();
}
await browser.close();
