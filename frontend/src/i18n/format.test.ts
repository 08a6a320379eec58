import { describe, expect, it } from "vitest";
import { daysUntil, formatDate, formatMoment, humanise, shortDigest, today } from "./format";

describe("formatDate", () => {
  it("writes a date out in the language on screen", () => {
    expect(formatDate("2026-12-03", "nl")).toBe("3 december 2026");
    expect(formatDate("2027-03-01", "en")).toBe("1 March 2027");
  });

  it("shows what is no date as it came", () => {
    expect(formatDate("binnenkort", "nl")).toBe("binnenkort");
  });
});

describe("formatMoment", () => {
  it("shows Dutch time, in winter and in summer", () => {
    expect(formatMoment("2026-12-03T13:05:00Z", "nl")).toBe("3 december 2026, 14:05");
    expect(formatMoment("2026-07-03T22:30:00Z", "nl")).toBe("4 juli 2026, 00:30");
  });
});

describe("today", () => {
  it("is the day in the Netherlands, not in Greenwich", () => {
    expect(today(new Date("2026-12-31T23:30:00Z"))).toBe("2027-01-01");
  });
});

describe("daysUntil", () => {
  it("counts over a change of the clock", () => {
    expect(daysUntil("2026-10-26", "2026-10-24")).toBe(2);
    expect(daysUntil("2026-10-24", "2026-10-26")).toBe(-2);
  });
});

describe("words for codes", () => {
  it("makes a code readable", () => {
    expect(humanise("final_evaluation")).toBe("Final evaluation");
    expect(humanise("effectiveOn")).toBe("Effective on");
  });

  it("shortens a digest", () => {
    expect(shortDigest("9f2c4b7a1d3e5f60718293a4")).toBe("9f2c4b7a1d3e");
  });
});
