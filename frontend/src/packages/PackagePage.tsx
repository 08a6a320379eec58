import type { AuditEntry, Lifecycle, Option, Package, Page } from "../api/shapes";
import { useChanges } from "../api/useChanges";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { useNotice } from "../components/notice";
import { PageHeading } from "../components/PageHeading";
import { ConsentOverview } from "../dossier/ConsentOverview";
import { NextActions } from "../dossier/NextActions";
import { OnThisPage } from "../dossier/OnThisPage";
import { Papers } from "../dossier/Papers";
import { Section } from "../dossier/Section";
import { Timeline } from "../dossier/Timeline";
import { useText } from "../i18n/context";
import type { Messages } from "../i18n/nl";
import { StateBadge } from "../lists/StateBadge";
import { Awaited } from "../reminders/Awaited";
import { agreementPath, alternativePath, editPackagePath } from "../router/routes";
import { ChangeLink } from "../writing/ChangeLink";
import { Alternatives } from "./Alternatives";
import { Details } from "./Details";
import { GivenConsents } from "./GivenConsents";
import { Members } from "./Members";

const MANY = 200;

/** A package: what it consists of on which terms, who said yes to it, and what one may do with it. */
export function PackagePage({ id }: { id: string }) {
  const words = useText();
  const { packages, next, consent, timeline } = words;
  const base = `/v1/packages/${id}`;
  const found = useResource<Package>(base);
  const there = found.resource.status === "ready" ? base : null;
  const options = useResource<Page<Option>>(there && `${there}/available-transitions`);
  const entries = useResource<Page<AuditEntry>>(there && `${there}/audit-entries`, { pageSize: MANY });
  const lifecycle = useResource<Lifecycle>("/v1/lifecycles/package");
  const changes = useChanges(there);
  const [notice, setNotice] = useNotice();
  const reload = (message?: string): void => {
    setNotice(message ?? null);
    for (const each of [found, options, entries, changes]) each.reload();
  };
  const process = lifecycle.resource.status === "ready" ? lifecycle.resource.data : null;
  const asked = options.resource.status === "ready" ? options.resource.data.items.filter(needsOthers) : [];

  return (
    <>
      {notice && (
        <Alert tone="ok" live>
          <p class="nl-paragraph">{notice}</p>
        </Alert>
      )}
      <Await from={found} whole>
        {(data, etag) => (
          <article class="ps-dossier">
            <PackageHeading found={data} />
            <div class="ps-columns">
              <div class="ps-columns__main">
                <Section id="next" title={next.title}>
                  <Await from={options}>
                    {({ items }) => <NextActions kind="package" id={id} state={data.state} options={items} />}
                  </Await>
                  <div class="utrecht-action-group ps-records">
                    <ChangeLink changes={changes} name="edit" href={editPackagePath(id)} label={packages.change} />
                    <ChangeLink changes={changes} name="alternative" href={alternativePath(id)} label={packages.alternative} />
                  </div>
                </Section>
                <Awaited kind="package" id={id} version={data.version} reload={reload} />
                <Section id="contents" title={packages.contents}>
                  <Members members={data.members} termsSchema={data.termsSchema} level={3} />
                </Section>
                {data.alternatives.length > 0 && (
                  <Section id="alternatives" title={packages.alternatives}>
                    <Alternatives found={data} />
                  </Section>
                )}
                <Section id="consent" title={consent.title}>
                  {asked.length > 0 ? (
                    <ConsentOverview options={asked} withdrawal={{ address: `${base}/consents`, etag, reload }} />
                  ) : (
                    <GivenConsents packageId={id} />
                  )}
                </Section>
                <Papers kind="package" id={id} version={data.version} reload={reload} />
                <Section id="timeline" title={timeline.title}>
                  <Await from={entries}>
                    {({ items }) => <Timeline entries={items} lifecycle={process} address={base} />}
                  </Await>
                </Section>
              </div>
              <aside class="ps-columns__aside" aria-label={words.dossier.details}>
                <OnThisPage sections={sectionsOf(data, words)} />
                <Details found={data} />
              </aside>
            </div>
          </article>
        )}
      </Await>
    </>
  );
}

/** What others are asked to consent to: what happens by itself with the last one, and what somebody began. */
const needsOthers = ({ consents, trigger }: Option): boolean =>
  consents !== null && (trigger === "consent" || consents.given.length > 0);

const sectionsOf = ({ alternatives }: Package, { packages, next, consent, timeline }: Messages) => [
  { id: "next", title: next.title },
  { id: "contents", title: packages.contents },
  ...(alternatives.length > 0 ? [{ id: "alternatives", title: packages.alternatives }] : []),
  { id: "consent", title: consent.title },
  { id: "timeline", title: timeline.title },
];

function PackageHeading({ found }: { found: Package }) {
  const { site, dossier } = useText();
  const { agreement, title, explanation } = found;
  const kind = dossier.kinds["package"] ?? "";
  return (
    <header class="ps-dossier__heading">
      <Breadcrumbs
        crumbs={[
          { href: "/", label: site.home },
          { href: agreementPath(agreement.id), label: agreement.title },
        ]}
      />
      <PageHeading title={title} kicker={`${kind} · ${agreement.title}`} />
      <div class="ps-dossier__standing">
        <StateBadge subject={found} />
      </div>
      {explanation && <p class="nl-paragraph nl-paragraph--lead ps-meeting__text">{explanation}</p>}
    </header>
  );
}
