import type { Subject } from "../api/shapes";
import { clauseText } from "../dossier/clauseText";
import { useText } from "../i18n/context";
import { shortDigest } from "../i18n/format";

interface Props {
  subject: Subject;
  /** What the consent is bound to, once all of it is known. */
  digest: string | null;
}

/** To what exactly the person is about to say yes. */
export function ConsentedTo({ subject, digest }: Props) {
  const { consent } = useText();
  const text = clauseText(subject);
  return (
    <p class="nl-paragraph ps-consented-to">
      {text && text.number !== null && <>{consent.toText(text.number, shortDigest(text.digest))} </>}
      {digest && <>{consent.toDigest(shortDigest(digest))} </>}
      {consent.voids}
    </p>
  );
}
