import type { Agreement } from "../api/shapes";
import { DataList } from "../components/DataList";
import { DateText } from "../components/DateText";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { Term } from "./Term";

export function AgreementFacts({ agreement }: { agreement: Agreement }) {
  const { agreements, binding } = useText();
  const date = (value: string | null | undefined) => value && <DateText date={value} />;
  return (
    <div class="ps-facts">
      <Heading level={2} look={4}>
        {agreements.details}
      </Heading>
      <DataList
        data={[
          { term: agreements.type, value: agreement.typeLabel },
          { term: agreements.number, value: agreement.number },
          { term: agreements.term, value: <Term agreement={agreement} /> },
          { term: agreements.lastNoticeOn, value: date(agreement.lastNoticeOn) },
          { term: agreements.registered, value: date(agreement.registeredOn) },
          { term: agreements.receipt, value: date(agreement.receiptNoticeOn) },
          { term: binding.until, value: date(agreement.bindingUntilOn) },
          { term: agreements.secretariat, value: agreement.secretariat?.name },
          { term: agreements.table, value: agreement.bargainingTable?.name },
        ]}
      />
    </div>
  );
}
