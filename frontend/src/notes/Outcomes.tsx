import type { Comment } from "../api/shapes";
import { SubjectLink } from "../components/SubjectLink";
import { useText } from "../i18n/context";

/** What came of a comment. */
export function Outcomes({ became }: Pick<Comment, "became">) {
  const { talk } = useText();
  return (
    <>
      {became.map((outcome) => (
        <p class="ps-small" key={outcome.id}>
          {talk.became[outcome.kind]}: <SubjectLink subject={outcome} />
        </p>
      ))}
    </>
  );
}
