import { open, loggedIn, visitor, withBrowser, violations } from "../tests/browser/browser.mjs";
const [, , who, ...paths] = process.argv;
await withBrowser(async (browser) => {
  for (const language of ["nl", "en"]) for (const width of [1280, 320]) {
    const { page, errors } = await visitor(browser, { width, language });
    if (who !== "-") await loggedIn(page, who);
    for (const [n, path] of paths.entries()) {
      await open(page, path);
      await page.screenshot({ path: `/tmp/text/shots/${process.env.NAME}${n}-${language}-${width}.png`, fullPage: true });
      if (width === 320) console.log(path, language, await page.evaluate(() => document.documentElement.scrollWidth), await violations(page), errors);
    }
  }
});
