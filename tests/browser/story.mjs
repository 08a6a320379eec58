// What people do in a story: they press what the screens offer, and read what the screens say.
import { readFile } from "node:fs/promises";
import { enter, follow, tell, violations } from "./browser.mjs";

const exactly = (text) => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*(\\(niet verplicht\\))?\\s*$`);
// Long enough for a machine that does a lot besides; what is there is never waited for.
const WAIT = { timeout: 45_000 };

/** The day so many days from today, as a date field wants it. */
export function day(number) {
  const date = new Date();
  date.setDate(date.getDate() + number);
  const two = (part) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const COOKIES = JSON.parse(process.env.COOKIES);
// The dossier that the story came to last.
let dossier = "/";

/** Asks the test for something, and waits until it is done. */
async function ask(asks, what) {
  tell({ asks, ...what });
  await new Promise((resolve) => process.stdin.once("data", resolve).resume());
  process.stdin.pause();
}

/** Something has happened: lets everybody look at their screens. */
function happened(step, path = dossier) {
  dossier = path;
  return ask("a look", { step, path });
}

/** Lets the clock do what is due by that day. */
export async function goTo(number) {
  await ask("the clock", number === 0 ? {} : { at: `${day(number)}T12:00` });
  await happened(`day ${number}`);
}

/** Fills in one field by what it is called; the value says of which kind it is. */
async function fill(scope, label, value) {
  if (typeof value === "string") return fillOne(scope, label, value);
  if (value === true) return scope.getByLabel(exactly(label)).check(WAIT);
  const group = scope.getByRole("group", { name: exactly(label) });
  if (!Array.isArray(value)) return fillAll(group, value);
  for (const [index, item] of value.entries()) {
    if (typeof item === "string") await group.getByLabel(item, { exact: true }).check();
    else await fillNumbered(group, label, index, item);
  }
  return undefined;
}

async function fillOne(scope, label, value) {
  const named = exactly(label);
  const control = scope.getByLabel(named).or(scope.getByRole("group", { name: named })).first();
  await control.waitFor(WAIT);
  const tag = await control.evaluate(({ tagName }) => tagName);
  if (tag === "SELECT") await control.selectOption({ label: value });
  else if (tag === "FIELDSET") await control.getByLabel(value, { exact: true }).check();
  else await control.fill(value);
}

async function fillNumbered(list, label, index, fields) {
  const one = list.getByRole("group", { name: exactly(`${label} ${index + 1}`) });
  if ((await one.count()) === 0) await list.getByRole("button", { name: `Toevoegen: ${label}` }).click();
  await fillAll(one, fields);
}

async function fillAll(scope, fields) {
  for (const [label, value] of Object.entries(fields)) await fill(scope, label, value);
}

/** Posts from within a page, with its session, at the newest version of what it is about. */
async function sent({ path, body }) {
  const [, token] = /csrftoken=([^;]+)/.exec(document.cookie) ?? [];
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  const [subject, below] = path.split(/(?=\/transitions$)/);
  if (below) headers["If-Match"] = (await fetch(subject)).headers.get("ETag");
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
  return { ok: answer.ok, made: await answer.json() };
}

/** Somebody with a browser of their own, who stays logged in. */
export class Somebody {
  static async enter(browser, name) {
    const { page, errors } = await enter(browser, COOKIES[name]);
    return new Somebody(page, errors);
  }

  /** All of them at once, each by the name that the story gives them. */
  static async all(browser, names) {
    const entering = Object.entries(names).map(async ([name, address]) => [name, await Somebody.enter(browser, address)]);
    return Object.fromEntries(await Promise.all(entering));
  }

  constructor(page, errors) {
    this.page = page;
    this.errors = errors;
  }

  /** Sends something to the API as this person: what a story needs, and does not tell of. */
  async arrange(path, body) {
    const { ok, made } = await this.page.evaluate(sent, { path, body });
    if (!ok) throw new Error(`${path}: ${JSON.stringify(made)}`);
    return made;
  }

  /** Goes to a page; returns its heading. */
  async look(path) {
    await follow(this.page, path);
    return this.heading();
  }

  /** Goes to a page and returns what it says. */
  async read(path) {
    await follow(this.page, path);
    return this.page.locator("main").innerText();
  }

  heading() {
    return this.page.locator("h1").innerText(WAIT);
  }

  path() {
    return new URL(this.page.url()).pathname;
  }

  /** Follows a link or presses a button of the page that is open. */
  async press(name) {
    const found = this.page.locator("main").locator("a, button").filter({ hasText: exactly(name) });
    await found.first().click(WAIT);
  }

  /**
   * Fills in the form that is open and sends it; stays on the page when something is wrong. Otherwise something
   * has happened at which everybody looks.
   */
  async send(button, fields) {
    const form = this.page.locator("form.ps-form");
    await form.waitFor(WAIT).catch(async (error) => {
      throw new Error(`no form at ${this.path()}: ${await this.page.locator("body").innerText()}`, { cause: error });
    });
    await fillAll(form, fields);
    const answer = this.page.waitForResponse((response) => response.request().method() !== "GET", WAIT);
    await form.locator("button[type=submit]").filter({ hasText: exactly(button) }).click(WAIT);
    if (!(await answer).ok()) return this.page.locator(".ps-faults").waitFor(WAIT);
    await form.waitFor({ state: "detached", ...WAIT });
    return happened(button, this.path());
  }

  /** Takes a step of the dossier; returns where that leads. */
  async take(dossier, step, fields = {}) {
    await this.look(dossier);
    await this.press(`Ga verder: ${step}`);
    await this.send(step, fields);
    return this.standing();
  }

  /** Consents to what is on the table, or offers terms where nobody has yet. */
  async consent(dossier, step, fields = {}, to = "") {
    await this.look(dossier);
    await this.press(`Instemmen${to && ` ${to}`}: ${step}`);
    await this.send(`Ik stem in${to && ` ${to}`}`, fields);
    return this.standing();
  }

  /** Where the dossier is; what is wrong, if it is still the form; its heading, if it is gone. */
  async standing() {
    const heading = this.page.locator("h1");
    await heading.waitFor(WAIT);
    const told = this.page.locator(".ps-faults, .ps-dossier__standing .nl-data-badge");
    return (await told.count()) ? told.first().innerText() : heading.innerText();
  }

  /** Why a step cannot be taken yet, as the dossier says. */
  async whyNot(dossier, step) {
    await this.read(dossier);
    const listed = this.page.locator("li.ps-not-yet__option, li.ps-actions__action");
    const found = listed.filter({ has: this.page.locator("p").filter({ hasText: exactly(step) }) });
    return found.first().locator(".ps-refusals li").allInnerTexts();
  }

  /** What weighs on the dossier, as its heading warns. */
  async warning(dossier) {
    await this.look(dossier);
    return this.page.locator("header .utrecht-alert").innerText(WAIT);
  }

  /** What the dossier that is open is in law. */
  legal = () => this.page.locator(".ps-legal").innerText(WAIT);

  /** What a button of the page that is open saves as a file. */
  async saved(button) {
    const saving = this.page.waitForEvent("download");
    await this.press(button);
    return readFile(await (await saving).path(), "utf8");
  }

  /** A part of the dossier as it is read, or nothing where it is not there. */
  async part(dossier, id) {
    await this.read(dossier);
    const found = this.page.locator(`#${id}`);
    return (await found.count()) ? found.innerText() : "";
  }

  /** A part of the dossier with all that is folded away in it. */
  async whole(dossier, id) {
    await this.read(dossier);
    await this.page.locator(`#${id} button`).first().click(WAIT);
    return this.page.locator(`#${id}`).innerText();
  }

  /** What stands in a field of the form that is open. */
  typed = (label) => this.page.locator("form.ps-form").getByLabel(exactly(label)).inputValue(WAIT);

  /** Waits until something stands in a field; returns what. */
  async filled(label) {
    const field = await this.page.locator("form.ps-form").getByLabel(exactly(label)).elementHandle(WAIT);
    await this.page.waitForFunction(({ value }) => value !== "", field, WAIT);
    return field.inputValue();
  }

  /** What is said to be wrong beside a field. */
  faultAt(label) {
    const field = this.page.locator(".ps-field").filter({ has: this.page.getByLabel(exactly(label)) });
    return field.locator(".utrecht-form-field-error-message").innerText(WAIT);
  }

  /** What axe finds wrong with the form that is open. */
  violations = () => violations(this.page);

  /** What a search through a list finds. */
  async finds(list, words) {
    await this.read(`${list}?q=${encodeURIComponent(words)}`);
    return this.page.locator("tbody th").allInnerTexts();
  }
}
