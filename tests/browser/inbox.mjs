// What people typed stays while the inbox cannot be read again; and what a mail leads to opens outside its frame.
import { loggedIn, open, settled, tell, visitor, withBrowser } from "./browser.mjs";

const REASON = "Eerst het overleg van donderdag";
const SHOW = ".ps-inbox__item .utrecht-action-group button";
const ALERT = "main .utrecht-alert--error";

const items = (page) => page.locator(".ps-inbox__item");
const snooze = (page, place) => items(page).nth(place).locator("button[aria-expanded]");
const fields = (page, place) => items(page).nth(place).locator("form input");

async function putOff(page) {
  await open(page, "/herinneringen");
  await snooze(page, 0).click();
  await snooze(page, 1).click();
  await fields(page, 1).nth(1).fill(REASON);
  const day = new Date(Date.now() + 864e5).toISOString().slice(0, 10);
  await fields(page, 0).nth(0).fill(day);
  await fields(page, 0).nth(1).fill("Morgen");
  // the item is put off; only to read the list again fails
  await page.route("**/v1/reminders?*", (route) => route.fulfill({ status: 502, body: "" }));
  await items(page).nth(0).locator("form button[type=submit]").click();
  await page.waitForSelector(ALERT);
  await settled(page);
}

const typed = async (page) => {
  const found = await page.locator(".ps-inbox__item form input[type=text]").evaluateAll((all) => all.map(({ value }) => value));
  return found.filter(Boolean);
};

/** Opens the page of the mails once there is one: they leave a minute after what they tell of, at most. */
async function mailed(page) {
  const until = Date.now() + 150_000;
  do {
    await page.waitForTimeout(1000);
    await open(page, "/mails");
  } while (Date.now() < until && (await page.locator(SHOW).count()) === 0);
}

await withBrowser(async (browser) => {
  const { page, context } = await visitor(browser);
  await loggedIn(page, "secretariaat");
  await putOff(page);
  tell({ name: "failed", typed: await typed(page), said: await page.locator(ALERT).innerText() });
  await page.unroute("**/v1/reminders?*");
  await page.locator(`${ALERT} button`).click();
  await settled(page);
  tell({ name: "again", typed: await typed(page), alerts: await page.locator(ALERT).count() });

  await mailed(page);
  await page.locator(SHOW).first().click();
  const frame = page.frameLocator(".ps-mail__frame");
  const link = frame.locator("a").first();
  const href = await link.getAttribute("href");
  const [opened] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await settled(opened);
  tell({
    name: "mail",
    href,
    address: opened.url(),
    heading: await opened.locator("h1").innerText(),
    opener: await opened.evaluate(() => window.opener === null && document.referrer === ""),
    frame: await frame.locator("a").count(),
  });
});
