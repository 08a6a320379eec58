import type { BusinessCase, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { MomentText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { DataList } from "../components/DataList";
import { useSpeech } from "../i18n/context";
import { formatEuro } from "../i18n/format";

/** The newest reckoning of costs and benefits. */
export function BusinessCases({ initiativeId }: { initiativeId: string }) {
  const { language, text } = useSpeech();
  const { initiatives } = text;
  const { resource } = useResource<Page<BusinessCase>>(`/v1/initiatives/${initiativeId}/business-cases`);
  const newest = resource.status === "ready" ? resource.data.items[0] : undefined;
  if (!newest) return null;
  return (
    <>
      <Heading level={3} look={4}>
        {initiatives.businessCase}
      </Heading>
      <DataList
        data={[
          { term: initiatives.cost, value: formatEuro(Number(newest.cost), language) },
          { term: initiatives.benefit, value: formatEuro(Number(newest.benefit), language) },
          {
            term: initiatives.payback,
            value: newest.paybackMonths !== null && initiatives.months(newest.paybackMonths),
          },
          { term: initiatives.source, value: newest.source },
        ]}
      />
      <p class="ps-small">
        <MomentText moment={newest.createdAt} />
      </p>
    </>
  );
}
