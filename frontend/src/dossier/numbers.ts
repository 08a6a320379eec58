interface Numbered {
  articleNumber: string;
}

/** In the order of a text on paper: 6.4 comes before 11.5, and what has no number last. */
export const byNumber = (one: Numbered, other: Numbered): number =>
  Number(!/^\d/.test(one.articleNumber)) - Number(!/^\d/.test(other.articleNumber)) ||
  one.articleNumber.localeCompare(other.articleNumber, "nl", { numeric: true });
