import { useText } from "../i18n/context";
import { useSearch } from "../router/useSearch";
import { Icon } from "./Icon";

interface Props {
  next: string | null;
  previous: string | null;
  /** The search term in the address of the page that says which page of the list it is. */
  term?: string;
}

/** From page to page by cursor. There are no page numbers, so that page 10,000 is as fast as page 1. */
export function Pager({ next, previous, term = "cursor" }: Props) {
  const { lists } = useText();
  const { address } = useSearch();
  if (!next && !previous) return null;
  return (
    <nav class="ps-pager" aria-label={lists.pages}>
      {previous && (
        <a class="nl-button nl-button--secondary" rel="prev" href={address({ [term]: previous })}>
          <Icon name="previous" />
          <span class="nl-button__label">{lists.previous}</span>
        </a>
      )}
      {next && (
        <a class="nl-button nl-button--secondary ps-pager__next" rel="next" href={address({ [term]: next })}>
          <span class="nl-button__label">{lists.next}</span>
          <Icon name="next" />
        </a>
      )}
    </nav>
  );
}
