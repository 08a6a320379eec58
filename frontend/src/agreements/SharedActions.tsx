import type { SharedOption } from "../api/shapes";
import { ButtonLink } from "../components/ButtonLink";
import { NotYet } from "../dossier/NotYet";
import { useText } from "../i18n/context";
import { agreementActPath } from "../router/routes";

/** What can be done to all clauses at once, and what not yet with every reason. */
export function SharedActions({ agreementId, items }: { agreementId: string; items: readonly SharedOption[] }) {
  const { agreements, next } = useText();
  const closed = items.filter(({ open }) => !open);
  return (
    <>
      <p class="nl-paragraph">{agreements.sharedLead}</p>
      <ul class="ps-actions">
        {items
          .filter(({ open }) => open)
          .map(({ name, label, clauses }) => (
            <li key={name} class="ps-actions__action">
              <div>
                <p class="ps-actions__label">{label}</p>
                <p class="ps-actions__target">{agreements.sharedCount(clauses)}</p>
              </div>
              <ButtonLink href={agreementActPath(agreementId, name)} look="secondary">
                {next.start}
                <span class="ps-hidden">: {label}</span>
              </ButtonLink>
            </li>
          ))}
      </ul>
      {closed.length > 0 && <NotYet options={closed} />}
    </>
  );
}
