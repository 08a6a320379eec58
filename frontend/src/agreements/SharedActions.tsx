import type { SharedOption } from "../api/shapes";
import { ButtonLink } from "../components/ButtonLink";
import { RefusalList } from "../dossier/RefusalList";
import { useText } from "../i18n/context";
import { agreementActPath } from "../router/routes";

/** What can be done to all clauses at once, and what not yet with every reason. */
export function SharedActions({ agreementId, items }: { agreementId: string; items: readonly SharedOption[] }) {
  const { agreements, next } = useText();
  return (
    <>
      <p class="nl-paragraph">{agreements.sharedLead}</p>
      <ul class="ps-actions">
        {items.map(({ name, label, clauses, open, refusals }) => (
          <li key={name} class={open ? "ps-actions__action" : "ps-actions__action ps-actions__action--closed"}>
            <div>
              <p class="ps-actions__label">{label}</p>
              <p class="ps-actions__target">{agreements.sharedCount(clauses)}</p>
              {!open && <RefusalList refusals={refusals} />}
            </div>
            {open && (
              <ButtonLink href={agreementActPath(agreementId, name)} look="secondary">
                {next.start}
                <span class="ps-hidden">: {label}</span>
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
