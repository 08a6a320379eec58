import { describe, expect, it } from "vitest";
import { ApiError } from "../api/problem";
import { nl } from "../i18n/nl";
import { failureTexts } from "./Failure";

const refused = (messages: readonly string[], status = 409): ApiError =>
  new ApiError({
    title: "Nog niet mogelijk",
    status,
    detail: "De stap bestaat en u mag hem zetten, maar er ontbreekt nog iets; `errors` noemt alles.",
    errors: messages.map((message) => ({ code: "no", message })),
  });

describe("failureTexts", () => {
  it("says why not, and not that it is said elsewhere", () => {
    expect(failureTexts(refused(["Dit is al voorbij."]), nl.problems)).toEqual(["Dit is al voorbij."]);
    expect(failureTexts(refused(["Een.", "Twee.", "Een."]), nl.problems)).toEqual(["Een.", "Twee."]);
  });

  it("always says something", () => {
    expect(failureTexts(refused([]), nl.problems)[0]).toMatch(/^De stap bestaat/);
    expect(failureTexts(new ApiError({ title: "", status: 0 }), nl.problems)).toEqual([nl.problems.unreachable]);
    expect(failureTexts(refused(["…"], 500), nl.problems)).toEqual([nl.problems.server]);
  });
});
