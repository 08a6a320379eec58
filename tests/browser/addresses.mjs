// The address of every kind of page, with subjects that the person who is logged in can see.
import { ask } from "./browser.mjs";

const KINDS = { clauses: "afspraken", initiatives: "initiatieven", commitments: "toezeggingen" };

async function all(page, path) {
  return (await ask(page, path)).items ?? [];
}

/** A step that can be taken, and one to consent to, if the first subjects have them. */
async function steps(page) {
  const found = {};
  for (const [resource, word] of Object.entries(KINDS)) {
    for (const { id } of await all(page, `/v1/${resource}?pageSize=40`)) {
      const options = await all(page, `/v1/${resource}/${id}/available-transitions`);
      const address = ({ name }) => `/${word}/${id}/stap/${name}`;
      const open = options.find((option) => option.open && Object.keys(option.inputSchema.properties ?? {}).length > 0);
      const asked = options.find(
        ({ mayConsent, refusals }) => mayConsent && refusals.length > 0 && refusals.every(({ code }) => code === "consent-missing"),
      );
      if (open) found.step ??= address(open);
      if (asked) found.consent ??= address(asked);
      if (found.step && found.consent) return found;
    }
  }
  return found;
}

export async function addresses(page) {
  const found = {
    work: "/",
    agreements: "/caos",
    reminders: "/herinneringen",
    lifecycle: "/processen/clause",
    notFound: "/nergens",
  };
  for (const [resource, word] of Object.entries(KINDS)) {
    found[resource] = `/${word}`;
    for (const { id } of await all(page, `/v1/${resource}?pageSize=1`)) found[`one of ${resource}`] = `/${word}/${id}`;
  }
  for (const { id } of await all(page, "/v1/agreements?pageSize=1")) found.agreement = `/caos/${id}`;
  return { ...found, ...(await steps(page)) };
}
