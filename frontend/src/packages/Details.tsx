import type { Package } from "../api/shapes";
import { DataList } from "../components/DataList";
import { MomentText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { agreementPath } from "../router/routes";

/** The facts of a package beside its contents. */
export function Details({ found }: { found: Package }) {
  const { dossier, packages } = useText();
  const { agreement, organisation, authorSide, isAlternative, alternatives, bargainingTable, visibility } = found;
  const side = authorSide && (dossier.sides[authorSide] ?? authorSide);
  return (
    <div class="ps-facts">
      <Heading level={2} look={4}>
        {dossier.details}
      </Heading>
      <DataList
        data={[
          {
            term: dossier.agreement,
            value: (
              <a class="nl-link" href={agreementPath(agreement.id)}>
                {agreement.title}
              </a>
            ),
          },
          { term: packages.kind, value: isAlternative || alternatives.length > 0 ? packages.oneOfSeveral : packages.together },
          { term: packages.proposedBy, value: [organisation?.name, side].filter(Boolean).join(", ") },
          { term: dossier.table, value: bargainingTable?.name },
          { term: dossier.visibility, value: dossier.visibilities[visibility] ?? visibility },
          { term: dossier.updatedAt, value: <MomentText moment={found.updatedAt} /> },
        ]}
      />
      <p class="nl-paragraph">
        <a class="nl-link" href="/processen/package">
          {dossier.process}
        </a>
      </p>
    </div>
  );
}
