import type { Lifecycle, Subject } from "../api/shapes";
import { Icon } from "../components/Icon";
import { useText } from "../i18n/context";
import { phasesOf } from "./phases";

/** A bar of fewer phases than this tells nothing that the state does not. */
const FEWEST = 3;

/** The phases of a lifecycle in their order, and in which of them the subject is. */
export function PhaseBar({ subject, lifecycle }: { subject: Subject; lifecycle: Lifecycle }) {
  const { dossier } = useText();
  const phases = phasesOf(lifecycle);
  const now = phases.findIndex(({ states }) => states.includes(subject.state));
  if (phases.length < FEWEST || now < 0) return null;
  return (
    <ol class="ps-phases" aria-label={dossier.phase}>
      {phases.map(({ name, label }, index) => (
        <li
          key={name}
          class={`ps-phases__phase${index < now ? " ps-phases__phase--before" : ""}${
            index === now ? " ps-phases__phase--now" : ""
          }`}
          aria-current={index === now ? "step" : undefined}
        >
          <span class="ps-phases__marker">{index < now ? <Icon name="check" /> : index + 1}</span>
          <span class="ps-phases__label">
            {label}
            {index < now && <span class="ps-hidden">, {dossier.phaseBefore}</span>}
            {index === now && <span class="ps-phases__state">{subject.stateLabel}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
