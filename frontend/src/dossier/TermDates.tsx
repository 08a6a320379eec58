import type { Page, TermDate } from "../api/shapes";
import { useResource } from "../api/useResource";
import { DateText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { Counted } from "./Counted";

/** The dates at the end of a term, each with how it was counted and by which rule. */
export function TermDates({ address }: { address: string }) {
  const { ends } = useText();
  const { resource } = useResource<Page<TermDate>>(`${address}/term-dates`);
  if (resource.status !== "ready" || resource.data.items.length === 0) return null;
  return (
    <section class="ps-facts" aria-labelledby="term-dates">
      <Heading level={2} look={4} id="term-dates">
        {ends.dates}
      </Heading>
      <dl class="ps-reckoned">
        {resource.data.items.map(({ name, label, fallsOn, computation, rule, basis }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>
              {fallsOn && (
                <strong>
                  <DateText date={fallsOn} />
                </strong>
              )}
              <Counted computation={computation} rule={rule} basis={basis} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
