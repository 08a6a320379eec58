import type { Comment } from "../api/shapes";

/** A stretch of a text, with the comments that are about it. */
export interface Piece {
  text: string;
  comments: readonly string[];
}

interface Mark {
  start: number;
  end: number;
  comment: string;
}

/**
 * The paragraphs of a text in pieces: those that comments are about, and the rest. The API counts
 * characters as code points; a place that is not where it says it is, is in another text.
 */
export function paragraphsOf(body: string, comments: readonly Comment[]): readonly (readonly Piece[])[] {
  const characters = Array.from(body);
  const marks = comments.flatMap(({ id, passage }): Mark[] => {
    const place = passage?.place;
    if (!place || characters.slice(place.start, place.end).join("") !== place.text) return [];
    return [{ start: place.start, end: place.end, comment: id }];
  });
  return spansOf(body).map(([from, to]) => piecesOf(characters, from, to, marks));
}

/** Where each paragraph begins and ends, in code points. */
function spansOf(body: string): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  let at = 0;
  for (const part of body.split(/(\n{2,})/)) {
    const length = Array.from(part).length;
    if (length > 0 && !/^\n{2,}$/.test(part)) found.push([at, at + length]);
    at += length;
  }
  return found;
}

function piecesOf(characters: readonly string[], from: number, to: number, marks: readonly Mark[]): readonly Piece[] {
  const within = (at: number): boolean => at > from && at < to;
  const edges = marks.flatMap(({ start, end }) => [start, end]).filter(within);
  const cuts = [...new Set([from, ...edges, to])].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((begin, index) => {
    const end = cuts[index + 1] ?? to;
    const over = marks.filter((mark) => mark.start <= begin && mark.end >= end);
    return { text: characters.slice(begin, end).join(""), comments: over.map(({ comment }) => comment) };
  });
}
