// The address of every kind of page, with subjects that the person who is logged in can see.
import { ask } from "./browser.mjs";

const KINDS = { clauses: "afspraken", initiatives: "initiatieven", commitments: "toezeggingen" };

async function first(page, path) {
  const { items } = await ask(page, path);
  return items[0];
}

/** A step that can be taken, and one to consent to, if the first subjects have them. */
async function steps(page) {
  const found = {};
  for (const [resource, word] of Object.entries(KINDS)) {
    const { items } = await ask(page, `/v1/${resource}?pageSize=40`);
    for (const { id } of items) {
      const options = (await ask(page, `/v1/${resource}/${id}/available-transitions`)).items;
      const address = ({ name }) => `/${word}/${id}/stap/${name}`;
      const open = options.find((option) => option.open && Object.keys(option.inputSchema.properties ?? {}).length > 0);
      const asked = options.find((option) => option.mayConsent && !option.open);
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
    agreement: `/caos/${(await first(page, "/v1/agreements?pageSize=1")).id}`,
    reminders: "/herinneringen",
    lifecycle: "/processen/clause",
    notFound: "/nergens",
  };
  for (const [resource, word] of Object.entries(KINDS)) {
    found[resource] = `/${word}`;
    found[`one of ${resource}`] = `/${word}/${(await first(page, `/v1/${resource}?pageSize=1`)).id}`;
  }
  return { ...found, ...(await steps(page)) };
}
