import type { Change, Page, Routine, Subject } from "../api/shapes";
import { type Loaded, useResource } from "../api/useResource";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";
import { SubjectTable } from "../lists/SubjectTable";
import { newRoutinePath } from "../router/routines";
import { ChangeLink } from "../writing/ChangeLink";

interface Props {
  about: { kind: string; id: string };
  tableId: string | null;
  changes: Loaded<Page<Change>>;
}

const ALL = 200;

/** What comes back in a dossier, and the way to propose it; nothing for who sees none and may propose none. */
export function Routines({ about, tableId, changes }: Props) {
  const { routines } = useText();
  const { resource } = useResource<Page<Routine>>("/v1/routines", { subject: about.id, pageSize: ALL });
  const items = resource.status === "ready" ? resource.data.items : [];
  const may =
    changes.resource.status === "ready" && changes.resource.data.items.some(({ name }) => name === "routine");
  if (items.length === 0 && !may) return null;
  return (
    <Section id="routines" title={routines.title}>
      {items.length === 0 ? (
        <p class="nl-paragraph">{routines.none}</p>
      ) : (
        <SubjectTable kind="routine" items={items as unknown as readonly Subject[]} />
      )}
      {tableId && (
        <div class="utrecht-action-group ps-records">
          <ChangeLink changes={changes} name="routine" href={newRoutinePath(tableId, about)} label={routines.make} />
        </div>
      )}
    </Section>
  );
}
