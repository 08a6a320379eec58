import type { DemoPerson } from "../api/shapes";

interface Props {
  people: readonly DemoPerson[];
  busy: boolean;
  choose: (email: string) => Promise<void>;
}

export function DemoList({ people, busy, choose }: Props) {
  return (
    <ul class="ps-demo__list">
      {people.map(({ email, name }) => (
        <li key={email}>
          <button
            type="button"
            class="ps-demo__person"
            aria-disabled={busy || undefined}
            onClick={() => void (busy || choose(email))}
          >
            <strong>{name}</strong>
            <span class="ps-demo__email">{email}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
