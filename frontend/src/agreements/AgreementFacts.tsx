import type { Agreement } from "../api/shapes";
import { DataList } from "../components/DataList";
import { DateText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { Term } from "./Term";

export function AgreementFacts({ agreement }: { agreement: Agreement }) {
  const { agreements } = useText();
  return (
    <div class="ps-facts">
      <Heading level={2} look={4}>
        {agreements.details}
      </Heading>
      <DataList
        data={[
          { term: agreements.type, value: agreement.typeLabel ?? agreement.type },
          { term: agreements.number, value: agreement.number },
          { term: agreements.term, value: <Term agreement={agreement} /> },
          {
            term: agreements.noticeBefore,
            value: agreement.noticeBefore && <DateText date={agreement.noticeBefore} />,
          },
          { term: agreements.table, value: agreement.bargainingTable?.name },
        ]}
      />
    </div>
  );
}
