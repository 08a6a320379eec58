import type { Option } from "../api/shapes";
import { ButtonLink } from "../components/ButtonLink";
import { useText } from "../i18n/context";
import { actPath, type Kind } from "../router/routes";
import { consentButton } from "./consentWords";
import { RefusalList } from "./RefusalList";
import { isMain, mayConsentNow } from "./openness";

interface Props {
  kind: Kind;
  id: string;
  state: string;
  option: Option;
}

/** One step that can be taken now, or to which the person's consent is asked. */
export function OpenAction({ kind, id, state, option }: Props) {
  const { next, consent } = useText();
  const { name, label, open, target, targetLabel, refusals } = option;
  const consenting = mayConsentNow(option);
  return (
    <li class="ps-actions__action">
      <div>
        <p class="ps-actions__label">{label}</p>
        <p class="ps-actions__target">{targetLabel && target !== state ? next.leadsTo(targetLabel) : next.stays}</p>
        {!open && refusals.length > 0 && <RefusalList refusals={refusals} />}
      </div>
      <ButtonLink href={actPath(kind, id, name)} look={isMain(option) ? "primary" : "secondary"}>
        {consenting ? consentButton(consent, { kind, name }) : next.start}
        <span class="ps-hidden">: {label}</span>
      </ButtonLink>
    </li>
  );
}
