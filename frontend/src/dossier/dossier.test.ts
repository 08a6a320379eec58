import { describe, expect, it } from "vitest";
import { nl } from "../i18n/nl";
import { byNumber } from "./numbers";
import { phasesOf } from "./phases";
import { movementOf, whatHappened, whoDid } from "./sentences";

const state = (name: string, label: string, phase: string) => ({
  name,
  label,
  phase,
  phaseLabel: `Fase ${phase}`,
  visibility: null,
  meaning: "",
});
const LIFECYCLE = {
  states: [state("one", "Eerst", "a"), state("two", "Dan", "b"), state("three", "Weer", "a")],
  transitions: [
    { name: "go", label: "Doorgaan", from: ["one"] },
    { name: "go", label: "Weer door", from: ["two"] },
  ],
};
const VERA = { kind: "person", name: "Vera Bakker" };
const NOBODY = { name: "" };

describe("phasesOf", () => {
  it("lists each phase once, in the order of the lifecycle, with its states", () => {
    expect(phasesOf(LIFECYCLE)).toEqual([
      { name: "a", label: "Fase a", states: ["one", "three"] },
      { name: "b", label: "Fase b", states: ["two"] },
    ]);
  });
});

describe("the sentences of the timeline", () => {
  it("call a transition what the lifecycle calls it", () => {
    expect(whatHappened({ event: "go", from: "one" }, LIFECYCLE, nl.timeline)).toBe("Doorgaan");
    expect(whatHappened({ event: "go", from: "two" }, LIFECYCLE, nl.timeline)).toBe("Weer door");
    expect(whatHappened({ event: "consent_given", from: "" }, LIFECYCLE, nl.timeline)).toBe("Instemming gegeven");
    expect(whatHappened({ event: "packaged", from: "", facts: { package: { title: "Ruil" } } }, null, nl.timeline)).toBe(
      "In een pakket opgenomen: “Ruil”",
    );
    const moved = { event: "moved_table", from: "", facts: { table: "Cao-tafel (2)", left: ["Bond Twee"] } };
    expect(whatHappened(moved, null, nl.timeline)).toBe("Verder aan een eigen tafel: Cao-tafel (2), zonder Bond Twee");
    const split = { event: "unpackaged", from: "", facts: { package: { title: "Ruil" }, how: "split" } };
    expect(whatHappened(split, null, nl.timeline)).toBe("Pakket gesplitst; deze afspraak gaat alleen verder: “Ruil”");
    expect(whatHappened({ event: "something_new", from: "" }, null, nl.timeline)).toBe("Something new");
  });

  it("say from where to where, and nothing when the state stayed", () => {
    expect(movementOf({ from: "one", to: "two" }, LIFECYCLE, nl.timeline)).toBe("van Eerst naar Dan");
    expect(movementOf({ from: "", to: "one" }, LIFECYCLE, nl.timeline)).toBe("begonnen als Eerst");
    expect(movementOf({ from: "one", to: "one" }, LIFECYCLE, nl.timeline)).toBeNull();
  });

  it("say on behalf of whom", () => {
    expect(whoDid({ actor: VERA, organisation: { name: "Zorgbond" } }, nl.timeline)).toBe(
      "Vera Bakker, namens Zorgbond",
    );
    expect(whoDid({ actor: VERA, organisation: NOBODY }, nl.timeline)).toBe("Vera Bakker");
    expect(whoDid({ actor: { kind: "clock", name: "" }, organisation: NOBODY }, nl.timeline)).toBe("De klok");
  });
});

describe("byNumber", () => {
  it("puts articles in the order of a text on paper", () => {
    const shown = ["Protocol 3", "11.5", "6.4", "6.12"].map((articleNumber) => ({ articleNumber }));
    expect(shown.sort(byNumber).map(({ articleNumber }) => articleNumber)).toEqual(["6.4", "6.12", "11.5", "Protocol 3"]);
  });
});
