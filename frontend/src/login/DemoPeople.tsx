import type { DemoPerson } from "../api/shapes";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";

interface Props {
  people: readonly DemoPerson[];
  busy: boolean;
  choose: (email: string) => Promise<void>;
}

/** Only a demonstration lists people to be. */
export function DemoPeople({ people, busy, choose }: Props) {
  const { login } = useText();
  return (
    <section class="ps-demo" aria-labelledby="demo-people">
      <Heading level={2} id="demo-people">
        {login.demoTitle}
      </Heading>
      <p class="nl-paragraph">{login.demoLead}</p>
      <ul class="ps-demo__list">
        {people.map(({ email, name, description }) => (
          <li key={email}>
            <button
              type="button"
              class="ps-demo__person"
              aria-disabled={busy || undefined}
              onClick={() => void (busy || choose(email))}
            >
              <strong>{name}</strong>
              {description && <span>{description}</span>}
              <span class="ps-demo__email">{email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
