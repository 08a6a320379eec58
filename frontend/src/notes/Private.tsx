import { Icon } from "../components/Icon";

/** Who alone may read what follows, with a lock. */
export function Private({ words }: { words: string }) {
  return (
    <p class="ps-private">
      <Icon name="lock" /> {words}
    </p>
  );
}
