// Looks at every page as one person, in one language, wide and narrow, and tells what is wrong with it.
import { addresses } from "./addresses.mjs";
import { loggedIn, open, tell, violations, visitor, withBrowser } from "./browser.mjs";

// AXE: the widths at which axe looks too.
const { WHO = "vakbond", LANGUAGE = "nl", WIDTHS = "1280,320", AXE = WIDTHS, SHOTS } = process.env;

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

await withBrowser(async (browser) => {
  const { page, errors } = await visitor(browser, { width: widths[0], language: LANGUAGE });
  await open(page, "/");
  await look(page, errors, "login");
  await loggedIn(page, WHO);
  for (const [name, path] of Object.entries(await addresses(page))) {
    await open(page, path);
    await look(page, errors, name);
  }
});
