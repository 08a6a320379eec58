import type { ClauseText, Page, Subject, Version } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { TextPanel } from "../dossier/TextPanel";
import { WrittenBy } from "../dossier/WrittenBy";

const ALL = 200;

interface Props {
  clause: Pick<Subject, "id">;
  /** What is shown where no text is up for consent: the one that was agreed. */
  agreed: ClauseText;
}

/** The exact text that a consent is about: that of an amendment is another than the one in force. */
export function AskedText({ clause, agreed }: Props) {
  const versions = useResource<Page<Version>>(`/v1/clauses/${clause.id}/versions`, { pageSize: ALL });
  return (
    <Await from={versions}>
      {({ items }) => {
        const asked = items.find(({ standing }) => standing === "under_consent");
        if (!asked) return <TextPanel text={agreed} />;
        return (
          <>
            <TextPanel text={asked} />
            <WrittenBy version={asked} />
          </>
        );
      }}
    </Await>
  );
}
