import type { EvidenceItem, Listed } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { MomentText } from "../components/DateText";
import { useText } from "../i18n/context";

/** What shows that a commitment was kept. */
export function Evidence({ commitmentId }: { commitmentId: string }) {
  const { commitments } = useText();
  const found = useResource<Listed<EvidenceItem>>(`/v1/commitments/${commitmentId}/evidence`);
  return (
    <Await from={found}>
      {({ items }) =>
        items.length === 0 ? (
          <p class="nl-paragraph">{commitments.noEvidence}</p>
        ) : (
          <ul class="ps-evidence">
            {items.map((item) => (
              <li key={item.id}>
                {item.url ? (
                  <a class="nl-link" href={item.url} rel="noreferrer">
                    {item.title}
                  </a>
                ) : (
                  <strong>{item.title}</strong>
                )}
                {item.description && <p class="nl-paragraph">{item.description}</p>}
                <p class="ps-small">
                  {item.organisation?.name} <MomentText moment={item.createdAt} />
                </p>
              </li>
            ))}
          </ul>
        )
      }
    </Await>
  );
}
