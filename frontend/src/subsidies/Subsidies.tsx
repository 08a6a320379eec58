import type { Page, Subsidy } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Badge } from "../components/Badge";
import { CodeText } from "../components/CodeText";
import { DateText } from "../components/DateText";
import { Table } from "../components/Table";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { subsidyPath } from "../router/subsidies";

const ALL = 200;

/** The rounds that the owners of an initiative look at, and what came of each. */
export function Subsidies({ initiativeId }: { initiativeId: string }) {
  const { subsidies } = useText();
  const found = useResource<Page<Subsidy>>("/v1/subsidies", { initiative: initiativeId, pageSize: ALL });
  return (
    <Await from={found}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="nl-paragraph">{subsidies.none}</p>
        ) : (
          <Table
            caption={subsidies.title}
            hideCaption
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              {
                name: subsidies.programme,
                heads: true,
                show: ({ id, programme }) => (
                  <a class="nl-link" href={subsidyPath(id)}>
                    <CodeText list="funding-programmes" codes={[programme]} />
                  </a>
                ),
              },
              { name: subsidies.closesOn, show: ({ closesOn }) => <DateText date={closesOn} /> },
              {
                name: subsidies.accountingDueOn,
                show: ({ accountingDueOn }) => accountingDueOn && <DateText date={accountingDueOn} />,
              },
              { name: subsidies.state, show: ({ stateLabel }) => <Badge>{stateLabel}</Badge> },
            ]}
          />
        )
      }
    </Await>
  );
}
