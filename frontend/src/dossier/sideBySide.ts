import type { Version } from "../api/shapes";
import type { Messages } from "../i18n/nl";

/** In which order texts are shown beside each other. */
const ORDER = ["under_consent", "agreed", "beside", "draft"];

/**
 * The texts that count now: what is agreed or up for consent, each side's newest other text on the
 * table if it answers that, and the newest draft of one's own side. The rest is history.
 */
export function sideBySide(versions: readonly Version[]): Version[] {
  const newest = [...versions].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  const asked = newest.find(({ standing }) => standing === "under_consent");
  const found = newest.filter(({ standing }) => standing === "agreed" || standing === "under_consent");
  const taken = new Set<string>(asked ? [] : ["beside"]);
  for (const version of newest) {
    const place = version.standing === "beside" ? `beside ${version.authorSide}` : version.standing;
    const answers = version.authorSide !== asked?.authorSide || version.createdAt > asked.createdAt;
    const counts = version.standing === "draft" || (version.standing === "beside" && answers && !taken.has("beside"));
    if (!counts || taken.has(place)) continue;
    taken.add(place);
    found.push(version);
  }
  return found.sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));
}

/** What a text is called: drafts are numbered apart. */
export const nameOf = ({ standing, number }: Version, words: Messages["text"]): string =>
  standing === "draft" ? words.draft(number) : words.version(number);
