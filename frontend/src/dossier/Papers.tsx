import type { AwaitedPaper, Page, Paper } from "../api/shapes";
import { useResource } from "../api/useResource";
import { ButtonLink } from "../components/ButtonLink";
import { useText } from "../i18n/context";
import { type Kind, paperPath } from "../router/routes";
import { PaperItem } from "./PaperItem";
import { Section } from "./Section";

interface Props {
  kind: Kind;
  id: string;
  /** With a new version other papers may be possible. */
  version: number;
  reload: (message?: string) => void;
}

/** The consents that were given on paper, and the way to record one, for who may. */
export function Papers({ kind, id, version, reload }: Props) {
  const { paper } = useText();
  const papers = useResource<Page<Paper>>("/v1/papers", { subjectId: id });
  const awaited = useResource<Page<AwaitedPaper>>("/v1/awaited-papers", { subjectKind: kind, subjectId: id });
  const given = papers.resource.status === "ready" ? papers.resource.data.items : [];
  const steps = awaited.resource.status === "ready" ? awaited.resource.data.items : [];
  if (given.length + steps.length === 0) return null;
  const decided = (message: string): void => {
    papers.reload();
    awaited.reload();
    reload(message);
  };
  return (
    <Section id="papers" title={paper.title} key={version}>
      <p class="nl-paragraph">{paper.lead}</p>
      {given.length > 0 && (
        <ul class="ps-evidence">
          {given.map((each) => (
            <PaperItem key={each.id} paper={each} decided={decided} />
          ))}
        </ul>
      )}
      {steps.length > 0 && (
        <div class="utrecht-action-group ps-records">
          {steps.map(({ transition, label }) => (
            <ButtonLink key={transition} look="secondary" href={paperPath(kind, id, transition)}>
              {paper.recordFor(label)}
            </ButtonLink>
          ))}
        </div>
      )}
    </Section>
  );
}
