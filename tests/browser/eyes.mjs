// Opens the pages that it is asked for, as whoever it is asked to be, and tells all that it was shown.
// Everybody has a browser of their own, and stays logged in. A line asks for several visits, a line answers.
import { createInterface } from "node:readline";
import { enter, follow, open, tell, withBrowser } from "./browser.mjs";

/** Keeps what is fetched, as it comes. */
function keepAnswers() {
  const fetching = window.fetch;
  window.answers = [];
  window.fetch = async (...asked) => {
    const answer = await fetching(...asked);
    const { pathname, search } = new URL(answer.url);
    window.answers.push([pathname + search, answer.status, await answer.clone().text()]);
    return answer;
  };
}

/** All that the page holds: what is read, what is behind that, what fields hold, what it fetched and keeps. */
function held() {
  const all = [...document.querySelectorAll("*")];
  const attributes = all.flatMap((each) => [...each.attributes].filter(({ name }) => name !== "class"));
  return {
    title: document.title,
    text: document.body.innerText,
    document: document.documentElement.textContent,
    attributes: [...new Set(attributes.map(({ value }) => value))],
    fields: all.filter((each) => "value" in each).map(({ value }) => String(value)),
    answers: window.answers,
    kept: [JSON.stringify(localStorage), JSON.stringify(sessionStorage)],
  };
}

const people = new Map();

async function see(browser, { who, path, anew, cookie }) {
  const known = people.get(who);
  const { page, errors } = known ?? (await enter(browser, cookie, keepAnswers));
  people.set(who, { page, errors });
  if (known) await page.evaluate(() => (window.answers = []));
  await (anew ? open : follow)(page, path);
  return { ...(await page.evaluate(held)), errors: errors.splice(0) };
}

/** The visits of one person one after the other, those of several at the same time. */
async function seeAll(browser, visits) {
  const seen = new Array(visits.length);
  const one = async (who) => {
    for (const [index, visit] of visits.entries()) if (visit.who === who) seen[index] = await see(browser, visit);
  };
  await Promise.all([...new Set(visits.map(({ who }) => who))].map(one));
  return seen;
}

await withBrowser(async (browser) => {
  for await (const line of createInterface({ input: process.stdin })) tell(await seeAll(browser, JSON.parse(line)));
});
