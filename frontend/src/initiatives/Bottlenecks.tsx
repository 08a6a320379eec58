import type { Bottleneck, Change, Page } from "../api/shapes";
import { type Loaded, useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Badge } from "../components/Badge";
import { CodeText } from "../components/CodeText";
import { DateText } from "../components/DateText";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";
import { humanise } from "../i18n/format";
import { bottleneckPath } from "../router/routes";

interface Props {
  initiativeId: string;
  changes: Loaded<Page<Change>>;
}

/** What stands in the way, and who does what about it by when. */
export function Bottlenecks({ initiativeId, changes: { resource } }: Props) {
  const { initiatives, writing } = useText();
  const follows = resource.status === "ready" && resource.data.items.some(({ name, open }) => open && name === "follow_bottleneck");
  const found = useResource<Page<Bottleneck>>(`/v1/initiatives/${initiativeId}/bottlenecks`);
  return (
    <Await from={found}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="nl-paragraph">{initiatives.noBottlenecks}</p>
        ) : (
          <Table
            caption={initiatives.bottlenecks}
            hideCaption
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              {
                name: initiatives.bottleneck,
                heads: true,
                show: ({ id, code, description }) => (
                  <>
                    <CodeText list="bottlenecks" codes={[code]} />
                    {description && <span class="ps-small ps-block">{description}</span>}
                    {follows && (
                      <a class="nl-link ps-block" href={bottleneckPath(initiativeId, id)}>
                        {writing.follow}
                      </a>
                    )}
                  </>
                ),
              },
              { name: initiatives.solution, show: ({ solution, result }) => result || solution },
              { name: initiatives.dueOn, show: ({ dueOn }) => <DateText date={dueOn} /> },
              {
                name: initiatives.status,
                show: ({ status }) => <Badge>{initiatives.statuses[status] ?? humanise(status)}</Badge>,
              },
            ]}
          />
        )
      }
    </Await>
  );
}
