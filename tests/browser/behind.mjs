// What people see while reminders are behind. The service is well; only its answer about that is changed on its way.
import { loggedIn, open, tell, violations, visitor, withBrowser } from "./browser.mjs";

const BANNER = "main .utrecht-alert--warning";

async function standStill(route) {
  const response = await route.fetch();
  const status = await response.json();
  const sweep = { lastAt: "2026-03-02T09:15:00Z", late: true };
  await route.fulfill({ response, json: { ...status, healthy: false, remindersBehind: true, sweep } });
}

await withBrowser(async (browser) => {
  const { page, errors } = await visitor(browser, { width: 320 });
  await open(page, "/");
  tell({ name: "well", banners: await page.locator(BANNER).count() });
  await page.route("**/v1/status", standStill);
  await open(page, "/");
  tell({ name: "log in", said: await page.locator(BANNER).innerText(), violations: await violations(page) });
  await loggedIn(page, "or");
  await open(page, "/herinneringen");
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  tell({ name: "inside", said: await page.locator(BANNER).innerText(), width, errors });
});
