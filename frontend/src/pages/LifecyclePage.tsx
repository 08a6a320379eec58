import type { Lifecycle } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { PageHeading } from "../components/PageHeading";
import { useText } from "../i18n/context";
import { Heading } from "../components/Heading";
import { DeadlinesTable } from "../lifecycles/DeadlinesTable";
import { KindTabs } from "../lifecycles/KindTabs";
import { StatesTable } from "../lifecycles/StatesTable";
import { TransitionsTable } from "../lifecycles/TransitionsTable";

const FIRST = "clause";

/** The whole process of one kind of subject, as people can read it. */
export function LifecyclePage({ kind = FIRST }: { kind?: string | undefined }) {
  const { lifecycles, dossier } = useText();
  const lifecycle = useResource<Lifecycle>(`/v1/lifecycles/${encodeURIComponent(kind)}`);
  const name = dossier.kinds[kind] ?? kind;
  return (
    <Await from={lifecycle} whole>
      {(data) => (
        <>
          <PageHeading title={lifecycles.of(name.toLowerCase())} />
          <p class="nl-paragraph nl-paragraph--lead">{lifecycles.lead}</p>
          <KindTabs current={kind} />
          <section class="ps-section" aria-labelledby="states">
            <Heading level={2} id="states" look={3}>
              {lifecycles.states}
            </Heading>
            <StatesTable lifecycle={data} />
          </section>
          {data.deadlines.length > 0 && (
            <section class="ps-section" aria-labelledby="deadlines">
              <Heading level={2} id="deadlines" look={3}>
                {lifecycles.deadlines}
              </Heading>
              <DeadlinesTable lifecycle={data} />
            </section>
          )}
          <section class="ps-section" aria-labelledby="transitions">
            <Heading level={2} id="transitions" look={3}>
              {lifecycles.transitions}
            </Heading>
            <TransitionsTable lifecycle={data} />
          </section>
        </>
      )}
    </Await>
  );
}
