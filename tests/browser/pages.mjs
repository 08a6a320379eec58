// Looks at every page as one person, in one language, wide and narrow, and tells what is wrong with it.
import { addresses, packagePages } from "./addresses.mjs";
import { follow, loggedIn, open, tell, violations, visitor, withBrowser } from "./browser.mjs";

// AXE: the widths at which axe looks too. TRADER: who sits at a table where packages lie.
const { WHO = "vakbond", TRADER = "vakbond2", LANGUAGE = "nl", WIDTHS = "1280,320", AXE = WIDTHS, SHOTS } = process.env;

const widths = WIDTHS.split(",").map(Number);
const judged = new Set(AXE.split(",").map(Number));

async function look(page, errors, name) {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const found = judged.has(width) ? await violations(page) : [];
    const taken = await page.evaluate(() => document.documentElement.scrollWidth);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${width}-${LANGUAGE}.png`, fullPage: true });
    tell({
      name,
      width,
      headings: await page.locator("h1").allTextContents(),
      title: await page.title(),
      language: await page.locator("html").getAttribute("lang"),
      errors: errors.splice(0),
      overflow: Math.max(0, taken - width),
      violations: found,
    });
  }
  await page.setViewportSize({ width: widths[0], height: 900 });
}

async function lookAt(page, errors, found) {
  for (const [name, path] of Object.entries(found)) {
    await follow(page, path);
    await look(page, errors, name);
  }
}

await withBrowser(async (browser) => {
  const { page, errors } = await visitor(browser, { width: widths[0], language: LANGUAGE });
  await open(page, "/");
  await look(page, errors, "login");
  await loggedIn(page, WHO);
  await lookAt(page, errors, await addresses(page));
  const trader = await visitor(browser, { width: widths[0], language: LANGUAGE });
  await loggedIn(trader.page, TRADER);
  await lookAt(trader.page, trader.errors, await packagePages(trader.page));
});
