import type { Arrangement, BargainingTable, Page, RemindingRule } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { useNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";
import { TableArrangements } from "../reminders/TableArrangements";
import { REMINDERS } from "../router/routes";

const ALL = 200;

/** What each table of the person arranged about reminding, and what one may propose there. */
export function RemindingPage() {
  const { site, arrangements, reminders } = useText();
  const tables = useResource<Page<BargainingTable>>("/v1/bargaining-tables", { pageSize: ALL });
  const found = useResource<Page<Arrangement>>("/v1/reminding-arrangements", { pageSize: ALL });
  const rules = useResource<Page<RemindingRule>>("/v1/reminding-rules");
  const [notice, setNotice] = useNotice();
  const changed = (message: string): void => {
    setNotice(message);
    found.reload();
  };
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { href: "/", label: site.home },
          { href: REMINDERS, label: reminders.title },
        ]}
      />
      <PageHeading title={arrangements.title} />
      <p class="nl-paragraph nl-paragraph--lead">{arrangements.lead}</p>
      {notice && (
        <Alert tone="ok" live>
          <p class="nl-paragraph">{notice}</p>
        </Alert>
      )}
      <Await from={tables}>
        {(page) => (
          <Await from={found}>
            {(rows) => (
              <Await from={rules}>
                {({ items }) => (
                  <>
                    {page.items.length === 0 && <p class="nl-paragraph">{arrangements.none}</p>}
                    {page.items.map((table) => (
                      <Section key={table.id} id={`table-${table.id}`} title={table.name}>
                        <TableArrangements
                          table={table}
                          rows={rows.items.filter(({ bargainingTable }) => bargainingTable?.id === table.id)}
                          rules={items}
                          changed={changed}
                        />
                      </Section>
                    ))}
                  </>
                )}
              </Await>
            )}
          </Await>
        )}
      </Await>
    </>
  );
}
