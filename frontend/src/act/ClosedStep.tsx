import type { Lifecycle, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { ButtonLink } from "../components/ButtonLink";
import { PageHeading } from "../components/PageHeading";
import { crumbsTo } from "../dossier/crumbs";
import { useText } from "../i18n/context";
import { NotFoundPage } from "../pages/NotFoundPage";
import { type Kind, subjectPath } from "../router/routes";

interface Props {
  kind: Kind;
  subject: Subject;
  transition: string;
}

/** A step that is not the reader's to take, or not any more: where a link leads that came some time ago. */
export function ClosedStep({ kind, subject, transition }: Props) {
  const lifecycle = useResource<Lifecycle>(`/v1/lifecycles/${kind}`);
  const { site, lists, act } = useText();
  const path = subjectPath(kind, subject.id) ?? "/";
  return (
    <Await from={lifecycle}>
      {({ transitions }) => {
        const rows = transitions.filter(({ name }) => name === transition);
        const state = subject.stateLabel;
        const row = rows.find(({ from }) => from.includes(subject.state)) ?? rows[0];
        if (!row) return <NotFoundPage />;
        return (
          <div class="ps-narrow">
            <Breadcrumbs crumbs={[{ href: "/", label: site.home }, ...crumbsTo(kind, subject, lists)]} />
            <PageHeading title={row.label} kicker={subject.title} />
            <p class="nl-paragraph nl-paragraph--lead">{act.unavailable}</p>
            <p class="nl-paragraph">{row.from.includes(subject.state) ? act.notYours(state) : act.passed(state)}</p>
            <div class="utrecht-action-group">
              <ButtonLink href={path}>{act.back}</ButtonLink>
              <ButtonLink look="subtle" href={`${path}#timeline`}>
                {act.happened}
              </ButtonLink>
            </div>
          </div>
        );
      }}
    </Await>
  );
}
