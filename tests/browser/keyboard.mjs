// Does without a mouse what a person does first, and tells where the focus went.
import { loggedIn, logIn, open, settled, tell, visitor, withBrowser } from "./browser.mjs";

const focused = (page) =>
  page.evaluate(() => {
    const { tagName, id, textContent } = document.activeElement;
    return { tag: tagName, id, text: textContent.trim() };
  });

async function follow(page, href) {
  await page.focus(`#main-menu a[href="${href}"]`);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${href}`);
  await settled(page);
}

/** Where focus is, and whether that is on the screen. */
const reached = (page) =>
  page.evaluate(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return { id: document.activeElement.id, isSeen: top >= 0 && bottom <= window.innerHeight };
  });

await withBrowser(async (browser) => {
  const { page, errors } = await visitor(browser);

  await open(page, "/");
  await page.keyboard.press("Tab");
  tell({ name: "first tab", focus: await focused(page) });
  await page.keyboard.press("Enter");
  tell({ name: "skip link", focus: await focused(page) });

  await logIn(page, "vakbond", "niet-het-wachtwoord");
  tell({ name: "wrong password", alert: await page.locator("[role=alert]").textContent() });

  await loggedIn(page, "vakbond");
  await follow(page, "/afspraken");
  tell({ name: "next page", focus: await focused(page), title: await page.title() });

  await page.goBack();
  await settled(page);
  tell({ name: "back", title: await page.title() });

  const part = "/processen/clause#transitions";
  await page.evaluate((href) => {
    document.body.append(Object.assign(document.createElement("a"), { href, id: "far", textContent: "Overgangen" }));
  }, part);
  await page.focus("#far");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${part}`);
  await settled(page);
  tell({ name: "anchor", ...(await reached(page)) });
  await open(page, "/");
  await open(page, part);
  tell({ name: "anchor at first", ...(await reached(page)) });

  await follow(page, "/initiatieven");
  await page.getByRole("link", { name: "Nieuw initiatief voorbereiden" }).press("Enter");
  await page.waitForURL("**/initiatieven/nieuw");
  await settled(page);
  tell({ name: "form", focus: await focused(page) });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Zelf roosteren");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".ps-faults");
  await page.keyboard.press("Tab");
  tell({ name: "fault", focus: await focused(page) });
  await page.keyboard.press("Enter");
  tell({ name: "faulty field", focus: await focused(page), typed: await page.inputValue("#field-title") });
  await open(page, "/");

  await page.getByRole("button", { name: "English" }).press("Enter");
  await settled(page);
  tell({ name: "language", title: await page.title(), language: await page.locator("html").getAttribute("lang") });

  await page.getByRole("button", { name: "Log out" }).press("Enter");
  await page.waitForSelector("#email");
  tell({ name: "logged out", title: await page.title(), errors });
});
