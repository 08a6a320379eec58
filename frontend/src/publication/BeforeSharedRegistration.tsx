import type { Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Heading } from "../components/Heading";
import { BeforeRegistration } from "./BeforeRegistration";

const ALL = 200;

/** Before a whole agreement is registered: what goes public of each of its clauses. */
export function BeforeSharedRegistration({ agreementId }: { agreementId: string }) {
  const { resource } = useResource<Page<Subject>>(`/v1/agreements/${agreementId}/clauses`, { pageSize: ALL });
  const waiting = resource.status === "ready" ? resource.data.items.filter(({ state }) => state === "ratified") : [];
  return (
    <>
      {waiting.map(({ id, articleNumber, title }) => (
        <section key={id}>
          <Heading level={2} look={4}>
            {articleNumber} {title}
          </Heading>
          <BeforeRegistration clauseId={id} />
        </section>
      ))}
    </>
  );
}
