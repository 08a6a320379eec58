import type { Refusal } from "../api/shapes";
import { Heading } from "../components/Heading";
import { Icon } from "../components/Icon";
import { useText } from "../i18n/context";
import { RefusalList } from "./RefusalList";

interface Closed {
  name: string;
  label: string;
  refusals: readonly Refusal[];
}

/** A no has reasons: all of them, before anybody tries. */
export function NotYet({ options }: { options: readonly Closed[] }) {
  const { next } = useText();
  return (
    <div class="ps-not-yet">
      <Heading level={3} look={4}>
        {next.notYet}
      </Heading>
      <ul class="ps-not-yet__list">
        {options.map(({ name, label, refusals }) => (
          <li key={name} class="ps-not-yet__option">
            <p class="ps-not-yet__label">
              <Icon name="lock" /> {label}
            </p>
            <RefusalList refusals={refusals} />
          </li>
        ))}
      </ul>
    </div>
  );
}
