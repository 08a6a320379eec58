import type { Subject } from "../api/shapes";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { PageHeading } from "../components/PageHeading";
import { useText } from "../i18n/context";
import { StateBadge } from "../lists/StateBadge";
import { listPath, type Kind } from "../router/routes";
import { AtTheEnd } from "./AtTheEnd";
import { clauseText } from "./clauseText";
import { LegalStatus } from "./LegalStatus";
import { Standing } from "./Standing";

export function DossierHeading({ kind, subject }: { kind: Kind; subject: Subject }) {
  const { site, lists, dossier, publication } = useText();
  const { agreement, articleNumber, key } = subject;
  const text = clauseText(subject);
  // Its parties read whole what it is called, others without what is withheld.
  const title = text?.title ?? subject.title;
  const summary = text?.summary ?? subject.summary;
  const withheld = Boolean(text && (text.title ?? text.summary ?? text.scope));
  const name = dossier.kinds[kind] ?? kind;
  const numbered = articleNumber ? dossier.numbered(name, articleNumber) : name;
  const kicker = key ? `${numbered} · ${key}` : numbered;
  return (
    <header class="ps-dossier__heading">
      <Breadcrumbs
        crumbs={[
          { href: "/", label: site.home },
          agreement
            ? { href: `/caos/${agreement.id}`, label: agreement.title }
            : { href: listPath(kind), label: lists[kind].title },
        ]}
      />
      <PageHeading title={title} kicker={agreement ? `${kicker} · ${agreement.title}` : kicker} />
      <div class="ps-dossier__standing">
        <StateBadge subject={subject} />
        <LegalStatus subject={subject} />
      </div>
      <Standing subject={subject} />
      <AtTheEnd subject={subject} />
      {summary && <p class="nl-paragraph nl-paragraph--lead">{summary}</p>}
      {withheld && <p class="ps-small">{publication.called(subject.title)}</p>}
    </header>
  );
}
