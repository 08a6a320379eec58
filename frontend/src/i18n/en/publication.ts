import type { publication as dutch } from "../nl/publication";

/** The English texts about what goes public of a text, and when. */
export const publication: typeof dutch = {
  publication: {
    title: "Prepare the public text",
    lead:
      "What goes public, or goes with a request for general binding, may hold no names or signatures. Say below which words have to go. That goes for title, summary and scope as well. Who sits at the table keeps reading everything. Is there a name in the title of the agreement itself, then correct it there.",
    preview: (number) => `How text version ${number} goes public`,
    withheldMark: "withheld",
    shownMark: "in its place",
    prepared: "Prepared by the secretariat.",
    notPrepared:
      "Not prepared yet. Full names of people who wrote or consented here are taken out by themselves, and so is what was withheld from this clause before. The system recognises no other names and no signatures: read the text yourself.",
    passages: "Words that have to go",
    passagesHint: "One name or passage a line, exactly as in the text or the title. Wherever they stand as whole words, […] is shown.",
    selected: "Add the marked words",
    save: "Save and show again",
    saved: "Saved. Check below what goes public.",
    change: "Withhold words",
    nothing: "There is no text that is still to go public.",
    count: (withheld) =>
      withheld === 0
        ? "Nothing was withheld."
        : withheld === 1
          ? "1 passage was withheld (a name or signature). It is shown as […]."
          : `${withheld} passages were withheld (names or signatures). They are shown as […].`,
    isPublic: (number) => `How text version ${number} is public, from`,
    correct: "Correct the public text",
    correctLead:
      "Is there a name in what is public after all, or was too much withheld? Say below all words that have to go. From that moment everybody reads the new text only, also of earlier and later days. Who sits at the table keeps reading the whole text. Both sides are told, with your reason. Whoever read or kept the old text still has it.",
    correctSave: "Correct",
    corrected: "Corrected. Below is what is public now.",
    words: { title: "Title", summary: "Summary", scope: "Scope" },
    called: (title) => `You read this as a party. Everybody reads the title as “${title}”, and summary and scope without what was withheld, too.`,
    published: "Published text",
    unregistered: (number) =>
      `Text version ${number} was agreed, but does not hold yet and is not public. A change of a cao provision has to be registered again, and holds no sooner than the day after the receipt notice (Wet op de loonvorming art. 4). Agreed effective date:`,
    submitted: "Submitted on",
  },
};
