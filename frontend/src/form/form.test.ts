import { describe, expect, it } from "vitest";
import { othersThan } from "../act/organisations";
import type { JsonSchema } from "../api/shapes";
import { controlId, faultsAt, messageAt } from "./faults";
import { labelAt } from "./labels";
import { fieldsOf, listsOf, MEMBERS, ORGANISATIONS, OTHERS, withLists } from "./model";
import { changesOf, dataOf, differing, emptyValues, valuesOf } from "./values";

const SCHEMA: JsonSchema = {
  type: "object",
  required: ["effectiveOn", "indicators"],
  properties: {
    effectiveOn: { type: "string", format: "date", title: "Ingangsdatum" },
    story: { type: "string", maxLength: 5000, title: "Verhaal" },
    name: { type: "string", maxLength: 100 },
    answer: { type: "string", enum: ["yes", "no"], "x-choices": [{ const: "yes", title: "Akkoord" }] },
    indicators: { type: "array", items: { type: "string", enum: ["a", "b"] } },
    notes: { type: "array", items: { type: "string" } },
    votes: { type: "integer", minimum: 0 },
    share: { type: ["number", "null"] },
    cost: { type: "string", format: "decimal" },
    retroactive: { type: "boolean" },
    parties: {
      type: "array",
      title: "Partijen",
      items: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 90, title: "Naam" } } },
    },
  },
};
const FIELDS = fieldsOf(SCHEMA);

describe("fieldsOf", () => {
  it("finds the control for each kind of property", () => {
    expect(FIELDS.map(({ name, kind }) => [name, kind])).toEqual([
      ["effectiveOn", "date"],
      ["story", "longText"],
      ["name", "text"],
      ["answer", "choice"],
      ["indicators", "choices"],
      ["notes", "texts"],
      ["votes", "number"],
      ["share", "number"],
      ["cost", "number"],
      ["retroactive", "boolean"],
      ["parties", "groups"],
    ]);
  });

  it("takes labels from the schema, or else from the name", () => {
    expect(FIELDS[0]?.label).toBe("Ingangsdatum");
    expect(FIELDS[2]?.label).toBe("Name");
    expect(FIELDS[3]?.choices).toEqual([{ value: "yes", label: "Akkoord" }]);
  });

  it("knows what is required", () => {
    expect(FIELDS.filter(({ required }) => required).map(({ name }) => name)).toEqual(["effectiveOn", "indicators"]);
  });

  it("follows references within the schema and alternatives with null", () => {
    const [field] = fieldsOf({
      $defs: { day: { type: "string", format: "date", title: "Dag" } },
      type: "object",
      properties: { on: { anyOf: [{ $ref: "#/$defs/day" }, { type: "null" }] } },
    });
    expect([field?.kind, field?.label]).toEqual(["date", "Dag"]);
  });
});

describe("reference lists", () => {
  const fields = fieldsOf({
    type: "object",
    properties: {
      theme: { type: "string", "x-list": "themes" },
      aims: { type: "array", items: { type: "string", "x-list": "aims" } },
    },
  });

  it("are named by the fields that choose from them, and filled in later", () => {
    expect(fields.map(({ kind }) => kind)).toEqual(["choice", "choices"]);
    expect(listsOf(fields)).toEqual(["themes", "aims"]);
    const aim = { value: "a", label: "Doel A" };
    expect(withLists(fields, new Map([["aims", [aim]]]))[1]?.choices).toEqual([aim]);
  });

  it("hold the parts of the dossier itself where the field is about one of them", () => {
    const members = fieldsOf({ type: "object", properties: { clause: { type: "string", format: "uuid", "x-member": true } } });
    const clause = { value: "a", label: "6.1 Roosters" };
    const known = new Map([[ORGANISATIONS, [{ value: "b", label: "Bond" }]], [MEMBERS, [clause]]]);
    expect(withLists(members, known)[0]?.choices).toEqual([clause]);
  });

  it("leave out the organisation for which one acts where the others are asked", () => {
    const party = { type: "string", format: "uuid", "x-other": true };
    const fields = fieldsOf({ type: "object", properties: { recipients: { type: "array", items: party } } });
    const all = ["a", "b", "c"].map((value) => ({ value, label: value }));
    const known = (mine: string[], chosen: string) =>
      new Map([[OTHERS, othersThan(all, all.filter(({ value }) => mine.includes(value)), chosen)]]);
    const offered = (mine: string[], chosen = "") =>
      withLists(fields, known(mine, chosen))[0]?.choices.map(({ value }) => value);
    expect(offered(["a"])).toEqual(["b", "c"]);
    expect(offered(["a", "b"])).toEqual(["a", "b", "c"]);
    expect(offered(["a", "b"], "b")).toEqual(["a", "c"]);
  });

  it("are narrowed to the codes that the schema allows", () => {
    const narrow = fieldsOf({
      type: "object",
      properties: { aim: { type: "string", enum: ["b"], "x-list": "aims" } },
    });
    const aims = ["a", "b"].map((code) => ({ value: code, label: `Doel ${code}` }));
    expect(withLists(narrow, new Map([["aims", aims]]))[0]?.choices).toEqual([{ value: "b", label: "Doel b" }]);
  });
});

describe("dataOf", () => {
  it("leaves out what was left empty, but sends a required list", () => {
    expect(dataOf(FIELDS, emptyValues(FIELDS))).toEqual({ indicators: [], retroactive: false });
  });

  it("sends numbers, lists and groups as JSON", () => {
    const values = {
      ...emptyValues(FIELDS),
      effectiveOn: "2027-01-01",
      votes: "12",
      share: "0,5",
      cost: "18000,50",
      notes: " een \n\n twee",
      indicators: ["b"],
      parties: [{ name: " Bond " }],
    };
    expect(dataOf(FIELDS, values)).toEqual({
      effectiveOn: "2027-01-01",
      votes: 12,
      share: 0.5,
      cost: "18000.50",
      notes: ["een", "twee"],
      indicators: ["b"],
      retroactive: false,
      parties: [{ name: "Bond" }],
    });
  });

  it("lets the API judge what is no number", () => {
    expect(dataOf(FIELDS, { votes: "veel" })["votes"]).toBe("veel");
  });

  it("gives back what was offered before", () => {
    const offered = { effectiveOn: "2027-01-01", notes: ["een"], votes: 3, indicators: ["a"], parties: [{ name: "Bond" }] };
    expect(dataOf(FIELDS, valuesOf(FIELDS, offered))).toEqual({ ...offered, retroactive: false });
  });
});

describe("changesOf", () => {
  const before = { name: "Bond", effectiveOn: "2027-01-01", indicators: ["a"], votes: 3, story: "Lang" };

  it("sends nothing of what stayed the same", () => {
    expect(changesOf(FIELDS, valuesOf(FIELDS, before), before)).toEqual({});
  });

  it("sends what was changed, and nothing in the place of what was cleared", () => {
    const values = { ...valuesOf(FIELDS, before), name: "", effectiveOn: "", indicators: [], votes: "4" };
    expect(changesOf(FIELDS, values, before)).toEqual({ name: "", effectiveOn: null, indicators: [], votes: 4 });
  });

  it("leaves to others what only they changed", () => {
    const typed = differing({ name: "Nieuw", story: "Lang" }, { name: "Bond", story: "Lang" });
    const now = { ...before, story: "Korter" };
    expect(changesOf(FIELDS, { ...valuesOf(FIELDS, now), ...typed }, now)).toEqual({ name: "Nieuw" });
  });
});

describe("faults", () => {
  const faults = faultsAt({
    title: "Ongeldig",
    status: 400,
    errors: [
      { pointer: "/data/effectiveOn", code: "required", message: "Verplicht." },
      { pointer: "/data/effectiveOn", code: "format", message: "Geen datum." },
      { code: "needs_text", message: "Er is geen tekst." },
    ],
  });

  it("are shown at their field, and those without a place apart", () => {
    expect(messageAt(faults, "/data/effectiveOn")).toBe("Verplicht. Geen datum.");
    expect(messageAt(faults, "/data/story")).toBeNull();
    expect(messageAt(faults, "")).toBe("Er is geen tekst.");
  });

  it("name their field as the form does", () => {
    expect(labelAt(FIELDS, "/data/parties/1/name", "/data")).toBe("Partijen 2, Naam");
    expect(labelAt(FIELDS, "/reason", "/data")).toBeNull();
    expect(controlId("/data/parties/1/name")).toBe("field-data-parties-1-name");
  });
});
