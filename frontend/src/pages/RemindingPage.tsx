import { useRef } from "preact/hooks";
import type { Arrangement, BargainingTable, Me, Page, RemindingRule } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { useNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";
import { ArrangementForm, type Voice } from "../reminders/ArrangementForm";
import { TableArrangements } from "../reminders/TableArrangements";
import { REMINDERS } from "../router/routes";
import { useSession } from "../session/context";

const ALL = 200;
const FORM = "other";

/** What each table of the person arranged about reminding, and what one may propose there. */
export function RemindingPage() {
  const { site, arrangements, reminders } = useText();
  const { me } = useSession();
  const tables = useResource<Page<BargainingTable>>("/v1/bargaining-tables", { pageSize: ALL });
  const found = useResource<Page<Arrangement>>("/v1/reminding-arrangements", { pageSize: ALL });
  const rules = useResource<Page<RemindingRule>>("/v1/reminding-rules");
  const [notice, setNotice] = useNotice();
  // what happened is said above, far from the form
  const told = useRef<HTMLDivElement>(null);
  const changed = (message: string): void => {
    setNotice(message);
    found.reload();
    told.current?.focus();
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
      <div ref={told} tabIndex={-1} class="ps-told">
        {notice && (
          <Alert tone="ok" live>
            <p class="nl-paragraph">{notice}</p>
          </Alert>
        )}
      </div>
      <Await from={tables}>
        {(page) => (
          <Await from={found}>
            {(rows) => (
              <Await from={rules}>
                {({ items }) => (
                  <>
                    {page.items.length > 1 && voicesAt(page.items, me).length > 0 && (
                      <p class="nl-paragraph">
                        <a class="nl-link" href={`#${FORM}`}>
                          {arrangements.daysTitle}
                        </a>
                      </p>
                    )}
                    {page.items.length === 0 && <p class="nl-paragraph">{arrangements.none}</p>}
                    {page.items.map((table) => (
                      <Section key={table.id} id={`table-${table.id}`} title={table.name}>
                        <TableArrangements
                          rows={rows.items.filter(({ bargainingTable }) => bargainingTable?.id === table.id)}
                          changed={changed}
                        />
                      </Section>
                    ))}
                    <Own voices={voicesAt(page.items, me)} rules={items} changed={changed} />
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

/** At which tables the person speaks, for a party there or as the secretariat. */
function voicesAt(tables: readonly BargainingTable[], me: Me | null): readonly Voice[] {
  const mine = new Set(me?.organisations.map(({ id }) => id));
  return tables.flatMap((table): Voice[] => {
    const seats = table.members.filter(({ organisation }) => mine.has(organisation.id)).map(({ capacity }) => capacity);
    if (seats.includes("party")) return [{ table, keeps: false }];
    return seats.includes("secretariat") ? [{ table, keeps: true }] : [];
  });
}

/** The one form for all of these. */
function Own({ voices: [first, ...others], rules, changed }: { voices: readonly Voice[]; rules: readonly RemindingRule[]; changed: (message: string) => void }) {
  const { arrangements } = useText();
  if (!first) return null;
  return (
    <Section id={FORM} title={arrangements.daysTitle}>
      <ArrangementForm voices={[first, ...others]} rules={rules} changed={changed} />
    </Section>
  );
}
