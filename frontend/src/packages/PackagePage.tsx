import type { Package } from "../api/shapes";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { PageHeading } from "../components/PageHeading";
import { Told } from "../components/Told";
import { ConsentOverview } from "../dossier/ConsentOverview";
import { NextActions } from "../dossier/NextActions";
import { OnThisPage } from "../dossier/OnThisPage";
import { Papers } from "../dossier/Papers";
import { Section } from "../dossier/Section";
import { Timeline } from "../dossier/Timeline";
import { useOpened, waitingForOthers } from "../dossier/useOpened";
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

/** A package: what it consists of on which terms, who said yes to it, and what one may do with it. */
export function PackagePage({ id }: { id: string }) {
  const words = useText();
  const { packages, next, consent, timeline } = words;
  const { base, subject, options, entries, changes, lifecycle, notice, reload } = useOpened<Package>("package", id);
  const asked = waitingForOthers(options);

  return (
    <>
      <Told message={notice} />
      <Await from={subject} whole>
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
                    {({ items }) => <Timeline entries={items} lifecycle={lifecycle} address={base} />}
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
