import { describe, expect, it } from "vitest";
import { isEdit } from "./edits";
import { matchPath, subjectPath } from "./routes";

describe("matchPath", () => {
  it("finds the page and what it is about", () => {
    expect(matchPath("/").page).toBe("work");
    expect(matchPath("/afspraken").params["kind"]).toBe("clause");
    expect(matchPath("/initiatieven/42/")).toEqual({
      page: "dossier",
      params: { kindPath: "initiatieven", id: "42", kind: "initiative" },
    });
    expect(matchPath("/toezeggingen/42/stap/deliver").params["transition"]).toBe("deliver");
  });

  it("knows a page to make something from the page of what is there", () => {
    expect(matchPath("/caos/nieuw").page).toBe("newAgreement");
    expect(matchPath("/caos/42/pakket").page).toBe("newPackage");
    expect(matchPath("/pakketten/42/alternatief").page).toBe("alternative");
    expect(matchPath("/initiatieven/nieuw").page).toBe("newInitiative");
    expect(matchPath("/initiatieven/42").page).toBe("dossier");
    expect(matchPath("/toezeggingen/42/wijzigen/gegevens")).toEqual({
      page: "edit",
      params: { kindPath: "toezeggingen", id: "42", change: "gegevens", kind: "commitment" },
    });
  });

  it("corrects with that page only what has no page of its own for it", () => {
    expect(isEdit("clause", "gegevens")).toBe(true);
    for (const kind of ["meeting", "package"]) expect(isEdit(kind, "gegevens")).toBe(false);
    expect(isEdit("clause", "iets")).toBe(false);
  });

  it("shows one and the same page for everything unknown", () => {
    for (const path of ["/nergens", "/nergens/42", "/afspraken/42/iets", "/caos/1/2"]) {
      expect(matchPath(path)).toEqual({ page: "notFound", params: {} });
    }
  });

  it("leads back to a subject", () => {
    expect(subjectPath("commitment", "42")).toBe("/toezeggingen/42");
    expect(subjectPath("agreement", "42")).toBe("/caos/42");
    expect(subjectPath("organisation", "42")).toBe("/beheer/organisaties/42");
    expect(subjectPath("comment", "42")).toBe("/opmerkingen/42");
    expect(subjectPath("comet", "42")).toBeNull();
  });
});
