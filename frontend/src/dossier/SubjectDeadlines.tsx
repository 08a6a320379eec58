import type { Deadline, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { DueText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { Counted } from "./Counted";

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
      <dl class="ps-reckoned">
        {resource.data.items.map(({ name, label, dueOn, overdue, computation, rule, basis }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>
              <strong>
                <DueText date={dueOn} late={overdue} />
              </strong>
              <Counted computation={computation} rule={rule} basis={basis} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
