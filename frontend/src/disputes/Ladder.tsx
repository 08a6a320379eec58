import type { DisputeDetail } from "../api/shapes";
import { DateText } from "../components/DateText";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";

type Rung = DisputeDetail["rungs"][number];

/** The rungs that a dispute came to, with their dates and what came of each. */
export function Ladder({ rungs }: { rungs: readonly Rung[] }) {
  const { disputes } = useText();
  return (
    <Table
      caption={disputes.ladder}
      hideCaption
      rows={rungs}
      rowKey={(rung) => rung.level}
      columns={[
        { name: disputes.rung, heads: true, show: (rung) => rung.levelLabel },
        {
          name: disputes.began,
          show: (rung) => (
            <>
              <DateText date={rung.beganOn} />
              <span class="ps-small ps-block">{rung.organisation?.name ?? disputes.byClock}</span>
            </>
          ),
        },
        { name: disputes.due, show: (rung) => rung.dueOn && <DateText date={rung.dueOn} /> },
        { name: disputes.before, show: (rung) => rung.before },
        { name: disputes.found, show: (rung) => <Found rung={rung} /> },
      ]}
    />
  );
}

function Found({ rung }: { rung: Rung }) {
  const { disputes } = useText();
  if (!rung.finding || !rung.foundOn) return <>{disputes.nothingFound}</>;
  return (
    <>
      <strong>{rung.findingLabel}</strong>, <DateText date={rung.foundOn} />
      {rung.findingSource && <span class="ps-small ps-block">{rung.findingSource}</span>}
      <span class="ps-block ps-words">{rung.findingText}</span>
    </>
  );
}
