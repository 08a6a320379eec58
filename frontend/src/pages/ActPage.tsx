import { useRef } from "preact/hooks";
import type { Option, Page, Subject } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Act } from "../act/Act";
import { ChangedMeanwhile } from "../act/ChangedMeanwhile";
import { ClosedStep } from "../act/ClosedStep";
import { Await } from "../components/Await";
import { type Kind, subjectPath } from "../router/routes";

interface Props {
  kind: Kind;
  id: string;
  transition: string;
}

/** One step of one subject: what it asks, and the button that takes it. */
export function ActPage({ kind, id, transition }: Props) {
  const base = `/v1/${kind}s/${id}`;
  const subject = useResource<Subject>(base);
  const options = useResource<Page<Option>>(`${base}/available-transitions`);
  const seen = useRef(false);
  const reload = (): void => {
    subject.reload();
    options.reload();
  };
  return (
    <Await from={subject} whole>
      {(data, etag) => (
        <Await from={options} whole>
          {({ items }) => {
            const option = items.find(({ name }) => name === transition);
            if (option) seen.current = true;
            else if (seen.current) return <ChangedMeanwhile path={subjectPath(kind, id) ?? "/"} />;
            else return <ClosedStep kind={kind} subject={data} transition={transition} />;
            return <Act kind={kind} subject={data} etag={etag} option={option} reload={reload} />;
          }}
        </Await>
      )}
    </Await>
  );
}
