import type { Subject } from "../api/shapes";
import type { Messages } from "../i18n/nl";
import type { Kind } from "../router/routes";
import { hasText } from "./clauseText";

export interface SectionRef {
  id: string;
  title: string;
}

/** The parts of a dossier in the order in which they stand on the page. */
export function sectionsOf(
  kind: Kind,
  subject: Subject,
  has: { consents: boolean; ballots: boolean; notes: boolean; disputes: boolean },
  text: Messages,
): readonly SectionRef[] {
  const own: SectionRef[] =
    kind === "commitment"
      ? [{ id: "evidence", title: text.commitments.evidence }]
      : [
          { id: "commitments", title: text.commitments.title },
          { id: "evaluations", title: text.evaluations.title },
        ];
  return [
    { id: "next", title: text.next.title },
    ...(has.disputes ? [{ id: "disputes", title: text.disputes.title }] : []),
    ...(has.consents ? [{ id: "consent", title: text.consent.title }] : []),
    ...(hasText(subject) ? [{ id: "text", title: text.text.title }] : []),
    ...(kind === "initiative" ? planSections(text) : []),
    ...(has.ballots ? [{ id: "ballots", title: text.ballots.title }] : []),
    ...own,
    { id: "comments", title: text.talk.title },
    ...(has.notes ? [{ id: "notes", title: text.talk.notesTitle }] : []),
    { id: "timeline", title: text.timeline.title },
  ];
}

const planSections = ({ initiatives: words, subsidies }: Messages): SectionRef[] => [
  { id: "plan", title: words.plan },
  { id: "indicators", title: words.indicators },
  { id: "subsidies", title: subsidies.title },
  { id: "bottlenecks", title: words.bottlenecks },
];
