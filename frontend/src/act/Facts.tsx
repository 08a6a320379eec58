import type { Option, Subject } from "../api/shapes";
import { Badge } from "../components/Badge";
import { useText } from "../i18n/context";

/** Where the subject is now, and where this step brings it. */
export function Facts({ subject, option }: { subject: Subject; option: Option }) {
  const { act, next } = useText();
  return (
    <p class="ps-move">
      <span class="ps-hidden">{act.from}: </span>
      <Badge>{subject.stateLabel}</Badge>
      {option.targetLabel && option.target !== subject.state ? (
        <>
          <span aria-hidden="true">→</span>
          <span class="ps-hidden">{act.to}: </span>
          <Badge tone="current">{option.targetLabel}</Badge>
        </>
      ) : (
        <span>{next.stays}</span>
      )}
    </p>
  );
}
