import { Alert } from "./Alert";

/** Says that something succeeded, if anything did. */
export function Told({ message }: { message: string | null }) {
  if (!message) return null;
  return (
    <Alert tone="ok" live>
      <p class="nl-paragraph">{message}</p>
    </Alert>
  );
}
