// Does without a mouse what a person does first, and tells where the focus went.
import { ask, loggedIn, logIn, open, settled, tell, visitor, withBrowser } from "./browser.mjs";

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

/** Looks for an organisation in a list that is too long to show. */
async function findOrganisation(page) {
  await page.route("**/v1/organisations?*pageSize=200*", (route) =>
    route.continue({ url: route.request().url().replace("pageSize=200", "pageSize=20") }),
  );
  await loggedIn(page, "beheer");
  const { items } = await ask(page, "/v1/people?pageSize=1");
  await open(page, `/beheer/personen/${items[0].id}/plaats`);
  const finder = page.getByRole("searchbox", { name: "Zoek bij Organisatie" });
  const list = page.getByRole("combobox", { name: "Organisatie", exact: true });
  const look = async (name) => {
    const status = page.getByRole("status").filter({ hasText: /gevonden|hieronder/ });
    await status.waitFor();
    tell({
      name,
      focus: (await focused(page)).id,
      words: await finder.inputValue(),
      status: await status.textContent(),
      options: await list.getByRole("option").allTextContents(),
      chosen: await list.evaluate((select) => select.selectedOptions[0].textContent),
    });
  };
  await look("too many");
  await finder.focus();
  await page.keyboard.type("zzzz");
  await look("no match");
  await page.keyboard.press("Escape");
  await look("escape");
  await page.keyboard.type("kinderopvang");
  await page.keyboard.press("Enter");
  await look("enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await look("arrow");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("zzzz");
  await look("another look");
  tell({ name: "not sent", faults: await page.locator(".ps-faults").count(), path: new URL(page.url()).pathname });
}

/** Puts an item of the inbox off: thinks better of it, forgets what is asked, and does it. */
async function putOff(page) {
  await loggedIn(page, "vakbond");
  await open(page, "/herinneringen");
  const form = page.locator(".ps-inbox form");
  const look = async (name) => tell({ name, focus: await focused(page), open: await form.count() });
  const opener = page.getByRole("button", { name: /^Stel uit\s*: Toezegging/ }).first();
  // the first round of the clock comes within a minute of the start of the server
  for (let turn = 0; turn < 90 && (await opener.count()) === 0; turn += 1) {
    await page.waitForTimeout(1000);
    await open(page, "/herinneringen");
  }
  await opener.press("Enter");
  await page.waitForSelector(".ps-inbox form input:focus");
  await look("put off");
  await form.getByRole("button", { name: "Annuleren" }).press("Enter");
  await form.waitFor({ state: "detached" });
  await look("thought better");
  await opener.press("Enter");
  await page.waitForSelector(".ps-inbox form input:focus");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".ps-faults:focus");
  await page.keyboard.press("Tab");
  await look("nothing filled in");
  await page.keyboard.press("Enter");
  await look("what is asked");
  const today = new Date();
  await form.locator("input[type=date]").fill(new Date(today.getTime() + 2 * 86_400_000).toISOString().slice(0, 10));
  await form.locator("input[type=text]").fill("Eerst overleggen");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".ps-told:focus");
  await settled(page);
  await look("is put off");
}

/** Shows what is unread only, and all of it again. */
async function onlyUnread(page) {
  await open(page, "/herinneringen");
  const only = page.getByRole("checkbox", { name: "Alleen ongelezen" });
  const look = async (name) => {
    await settled(page);
    const items = page.locator(".ps-inbox__item");
    const unread = page.locator(".ps-inbox__item--unread");
    const search = new URL(page.url()).search;
    tell({ name, search, items: await items.count(), unread: await unread.count(), only: await only.isChecked() });
  };
  await page.getByRole("button", { name: /^Markeer als gelezen/ }).first().press("Enter");
  await page.getByRole("button", { name: /^Markeer als ongelezen/ }).first().waitFor();
  await look("all of the inbox");
  await only.press("Space");
  await page.keyboard.press("Enter");
  await page.waitForURL("**?ongelezen=ja");
  await look("only unread");
  await page.getByRole("button", { name: "Wis filters" }).press("Enter");
  await page.waitForURL(/herinneringen$/);
  await look("all again");
}

/** Proposes to tell the liaison, for which no days are asked; and again, which is refused. */
async function refused(page) {
  await open(page, "/herinneringen/tafels");
  const form = page.locator("form").filter({ has: page.locator("#field-rule") });
  for (const _ of "12") {
    await page.selectOption("#field-rule", "liaison");
    await form.getByRole("button", { name: "Stel dit voor" }).press("Enter");
    await settled(page);
  }
  await page.waitForSelector(".ps-faults:focus");
  tell({ name: "refused", says: await page.locator(".ps-faults li").allTextContents(), days: await page.locator("#field-offsets").count() });
  await page.getByRole("button", { name: "Trek in" }).first().press("Enter");
  await page.waitForSelector(".ps-told:focus");
  tell({ name: "withdrawn", focus: await focused(page) });
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
  await page.waitForSelector(".ps-faults:focus");
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

  await putOff(page);
  await onlyUnread(page);
  await refused(page);
  await page.getByRole("button", { name: "Uitloggen" }).press("Enter");
  await page.waitForSelector("#email");
  await findOrganisation(page);
});
