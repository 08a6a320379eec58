import type { Deadline, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { DataList } from "../components/DataList";
import { DueText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";

/** The dates that matter to one subject, for as long as they do. */
export function SubjectDeadlines({ id }: { id: string }) {
  const { dossier } = useText();
  const { resource } = useResource<Page<Deadline>>("/v1/deadlines", { subject: id, scope: "all" });
  if (resource.status !== "ready" || resource.data.items.length === 0) return null;
  return (
    <div class="ps-facts">
      <Heading level={2} look={4}>
        {dossier.deadlines}
      </Heading>
      <DataList
        data={resource.data.items.map(({ label, dueOn, overdue }) => ({
          term: label,
          value: <DueText date={dueOn} late={overdue} />,
        }))}
      />
    </div>
  );
}
