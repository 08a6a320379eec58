import type { Subject } from "../api/shapes";
import { Await } from "../components/Await";
import { Told } from "../components/Told";
import { Dossier } from "../dossier/Dossier";
import { useOpened } from "../dossier/useOpened";
import type { Kind } from "../router/routes";

/** Everything about one subject. */
export function DossierPage({ kind, id }: { kind: Kind; id: string }) {
  const { subject, notice, ...opened } = useOpened<Subject>(kind, id);
  return (
    <>
      <Told message={notice} />
      <Await from={subject} whole>
        {(data, etag) => <Dossier kind={kind} subject={data} etag={etag} opened={opened} />}
      </Await>
    </>
  );
}
