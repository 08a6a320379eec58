import type { Comment, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { useText } from "../i18n/context";
import { commentPath } from "./paths";

/** The comment from which a commitment came, for who may read it. */
export function CameFrom({ commitmentId }: { commitmentId: string }) {
  const { talk } = useText();
  const { resource } = useResource<Page<Comment>>("/v1/comments", { commitment: commitmentId });
  const items = resource.status === "ready" ? resource.data.items : [];
  return (
    <>
      {items.map(({ id, text }) => (
        <p class="nl-paragraph" key={id}>
          {talk.cameFrom}{" "}
          <a class="nl-link" href={commentPath(id)}>
            {text.length > 80 ? `${text.slice(0, 80)}…` : text}
          </a>
        </p>
      ))}
    </>
  );
}
