import { useText } from "../i18n/context";
import { KIND_PATHS, type Kind } from "../router/routes";

/** From one process to another. */
export function KindTabs({ current }: { current: string }) {
  const { lists, lifecycles } = useText();
  return (
    <nav class="ps-tabs" aria-label={lifecycles.title}>
      <ul>
        {(Object.keys(KIND_PATHS) as Kind[]).map((kind) => (
          <li key={kind}>
            <a href={`/processen/${kind}`} aria-current={kind === current ? "page" : undefined}>
              {lists[kind].title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
