import { BodyForm } from "../act/BodyForm";
import type { Agreement, Page, PossibleSuccessor, Relative, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { crumbsTo } from "../dossier/crumbs";
import { useText } from "../i18n/context";
import { agreementPath, subjectPath } from "../router/routes";
import { listFor, organisation as choice } from "../writing/fields";
import { Writable } from "../writing/Writable";

const FIELD = "successor";
const ALL = 200;
/** What the API calls the change that names the successor. */
const CHANGES = { clause: "link_successor", agreement: "edit" } as const;

/** Says which clause or agreement replaces this one. */
export function SuccessorPage({ kind, id }: { kind: "clause" | "agreement"; id: string }) {
  const { agreements, ends, lists } = useText();
  const address = `/v1/${kind}s/${id}`;
  const about = useResource<Subject & Agreement>(address);
  const possible = useResource<Page<PossibleSuccessor>>(`${address}/possible-successors`, { pageSize: ALL });
  const lineage = useResource<Page<Relative>>(`${address}/lineage`);
  return (
    <Writable address={address} name={CHANGES[kind]} title={ends.link} back={subjectPath(kind, id) ?? "/"}>
      <Await from={about} whole>
        {(data, etag) => (
          <Await from={lineage}>
            {({ items: relatives }) => (
              <Await from={possible}>
                {({ items }) => {
                  const now = relatives.find(({ relation }) => relation === FIELD);
                  const known = now && !items.some((each) => each.id === now.id) ? [now, ...items] : items;
                  return (
                    <BodyForm
                      crumbs={
                        kind === "clause"
                          ? crumbsTo(kind, data, lists)
                          : [
                              { href: "/caos", label: agreements.title },
                              { href: agreementPath(id), label: data.title },
                            ]
                      }
                      title={ends.link}
                      kicker={data.title}
                      lead={ends.linkLeads[kind]}
                      schema={{ type: "object", properties: { [FIELD]: choice(ends.successor, FIELD) } }}
                      offered={{ [FIELD]: now?.id ?? null }}
                      lists={
                        new Map([[listFor(FIELD), known.map((each) => ({ value: each.id, label: named(each) }))]])
                      }
                      changing
                      address={address}
                      ifMatch={etag}
                      reload={about.reload}
                      done={ends.linked}
                    />
                  );
                }}
              </Await>
            )}
          </Await>
        )}
      </Await>
    </Writable>
  );
}

const named = (each: PossibleSuccessor | Relative): string =>
  "agreement" in each ? `${each.title} (${each.agreement.title})` : each.title;
