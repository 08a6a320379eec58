// Looks at every page as one person, in one language, at one width, and tells what is wrong with it.
import { addresses } from "./addresses.mjs";
import { loggedIn, open, tell, violations, visitor, withBrowser } from "./browser.mjs";

const { WHO = "vakbond", LANGUAGE = "nl", WIDTH = "1280", SHOTS } = process.env;

async function look(page, errors, name) {
  const found = await violations(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${WIDTH}-${LANGUAGE}.png`, fullPage: true });
  tell({
    name,
    headings: await page.locator("h1").allTextContents(),
    title: await page.title(),
    language: await page.locator("html").getAttribute("lang"),
    errors: errors.splice(0),
    overflow: Math.max(0, width - Number(WIDTH)),
    violations: found,
  });
}

await withBrowser(async (browser) => {
  const { page, errors } = await visitor(browser, { width: Number(WIDTH), language: LANGUAGE });
  await open(page, "/");
  await look(page, errors, "login");
  await loggedIn(page, WHO);
  for (const [name, path] of Object.entries(await addresses(page))) {
    await open(page, path);
    await look(page, errors, name);
  }
});
