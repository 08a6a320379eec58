import { describe, expect, it } from "vitest";
import type { Comment } from "../api/shapes";
import { paragraphsOf } from "./marks";

const about = (id: string, start: number, end: number, text: string): Comment =>
  ({ id, passage: { place: { version: "v", start, end, text } } }) as Comment;

describe("paragraphsOf", () => {
  it("marks what a comment is about, also across paragraphs", () => {
    const body = "Een 🌷 twee.\n\nDrie vier.";
    const found = paragraphsOf(body, [about("a", 6, 17, "twee.\n\nDrie")]);
    expect(found).toEqual([
      [
        { text: "Een 🌷 ", comments: [] },
        { text: "twee.", comments: ["a"] },
      ],
      [
        { text: "Drie", comments: ["a"] },
        { text: " vier.", comments: [] },
      ],
    ]);
  });

  it("keeps apart what several comments are about", () => {
    const found = paragraphsOf("abcdef", [about("a", 0, 4, "abcd"), about("b", 2, 6, "cdef")]);
    expect(found[0]?.map(({ text, comments }) => [text, comments.join()])).toEqual([
      ["ab", "a"],
      ["cd", "a,b"],
      ["ef", "b"],
    ]);
  });

  it("marks nothing in another text", () => {
    expect(paragraphsOf("Iets anders.", [about("a", 0, 4, "Niet")])).toEqual([
      [{ text: "Iets anders.", comments: [] }],
    ]);
  });
});
