import type { Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { MomentText } from "../components/DateText";
import { SubjectLink } from "../components/SubjectLink";

interface Round {
  id: string;
  title: string;
  startsAt: string;
}

/** The round at which a clause was put on the table, once that has been read. */
export function Rounds({ items }: { items: readonly Round[] }) {
  return (
    <>
      {items.map(({ id, title, startsAt }) => (
        <span key={id}>
          <SubjectLink subject={{ kind: "meeting", id, title }} />, <MomentText moment={startsAt} />
        </span>
      ))}
    </>
  );
}

export function useRounds(clauseId: string | null): readonly Round[] {
  const { resource } = useResource<Page<Round>>(clauseId && `/v1/clauses/${clauseId}/rounds`);
  return resource.status === "ready" ? resource.data.items : [];
}
