import type { Comment, SubjectRef } from "../api/shapes";
import { SubjectLink } from "../components/SubjectLink";
import { useText } from "../i18n/context";

/** An item on an agenda is read in its meeting. */
const whereIt = ({ kind, id, title, meeting }: Comment["became"][number]): SubjectRef =>
  meeting ? { kind: "meeting", id: meeting, title } : { kind, id, title };

/** What came of a comment. */
export function Outcomes({ became }: Pick<Comment, "became">) {
  const { talk } = useText();
  return (
    <>
      {became.map((outcome) => (
        <p class="ps-small" key={outcome.id}>
          {talk.became[outcome.kind]}: <SubjectLink subject={whereIt(outcome)} />
        </p>
      ))}
    </>
  );
}
