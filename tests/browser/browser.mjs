// A Chromium to look through, and the first things that every script does in it.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../frontend/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const { default: AxeBuilder } = require("@axe-core/playwright");

export const SITE = process.env.SITE ?? "http://127.0.0.1:8000";
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PASSWORD = "polderspoor";
// What an answer leads to, another question for instance, comes sooner than this (ms).
const QUIET = 120;
// The list that is given last is the one that counts: what Playwright 1.65 leaves out, as far as it matters here, and
// the bubbles below the address bar. Two programs draw those beside every page, for more than half of all the work.
const WITHOUT = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "WebUIOmniboxPopup",
];
const FLAGS = [
  `--disable-features=${WITHOUT.join(",")}`,
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const tell = (facts) => console.log(JSON.stringify(facts));

/** Runs `work` with a new browser, and closes it whatever happens. */
export async function withBrowser(work) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: FLAGS,
  });
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}

/** Keeps, in the page itself, how many of its requests are open and when the last one changed. */
function countRequests() {
  const fetching = window.fetch;
  window.requests = { open: 0, changedAt: 0 };
  const count = (change) => {
    window.requests.open += change;
    window.requests.changedAt = performance.now();
  };
  window.fetch = (...asked) => {
    count(1);
    return fetching(...asked).finally(() => count(-1));
  };
}

/** A fresh visitor: no cookies, a screen of this width, and a language. Keeps the errors of its pages. */
export async function visitor(browser, { width = 1280, language = "nl" } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  await context.addInitScript((code) => localStorage.setItem("polderspoor.language", code), language);
  await context.addInitScript(countRequests);
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    // A refused or missing answer is the API's business, and shown as such on the page.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) errors.push(message.text());
  });
  return { context, page, errors };
}

/** Somebody with this cookie of a session, if with any; `before` is run in each page before all else. */
export async function enter(browser, cookie, before = () => undefined) {
  const entered = await visitor(browser);
  if (cookie) await entered.context.addCookies([{ name: "sessionid", value: cookie, url: SITE }]);
  await entered.context.addInitScript(before);
  return entered;
}

/** Goes to an address and waits until all of the page is there. */
export async function open(page, path) {
  await page.goto(SITE + path);
  await settled(page);
}

/** Goes to an address as a link does, if the screens are loaded, and waits until all of the page is there. */
export async function follow(page, path) {
  const { origin, pathname, search } = new URL(page.url());
  if (origin !== SITE || pathname + search === path) return open(page, path);
  await page.evaluate((to) => {
    window.requests.changedAt = performance.now();
    window.history.pushState(null, "", to);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  return settled(page);
}

/** Waits until all that was asked for is there, and drawn. */
export async function settled(page) {
  await page.waitForSelector("h1");
  const isQuiet = (quiet) => {
    const { open, changedAt } = window.requests;
    return open === 0 && performance.now() - changedAt > quiet && !document.querySelector(".ps-loading");
  };
  await page.waitForFunction(isQuiet, QUIET, { polling: QUIET / 4 }); // to ask with each frame draws the frames too
}

export async function logIn(page, name, password = PASSWORD) {
  await open(page, "/");
  await page.fill("#email", `${name}@demo.example`);
  await page.fill("#password", password);
  await page.click("form button[type=submit]");
}

export async function loggedIn(page, name) {
  await logIn(page, name);
  await page.waitForSelector("#main-menu", { state: "attached" });
  await settled(page);
}

/** What axe finds wrong with the page that is open. */
export async function violations(page) {
  // What is right need not be described; and no page of ours has frames, for which axe would open one page more.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).withTags(RULES);
  const found = await axe.setLegacyMode().analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`);
}

/** What the API answers to the person who is logged in. */
export const ask = (page, path) =>
  page.evaluate(async (address) => (await fetch(address)).json(), path);
