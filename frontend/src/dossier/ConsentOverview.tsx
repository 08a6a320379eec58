import type { Option } from "../api/shapes";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { shortDigest } from "../i18n/format";
import { ConsentSides } from "./ConsentSides";
import type { Withdrawal } from "./WithdrawConsent";

interface Props {
  options: readonly Option[];
  withdrawal: Withdrawal;
}

/** For every step that needs the consent of others: who gave it, and who is awaited. */
export function ConsentOverview({ options, withdrawal }: Props) {
  const { consent } = useText();
  return (
    <>
      <p class="nl-paragraph">{consent.lead}</p>
      {options.map(
        ({ name, label, consents }) =>
          consents && (
            <article key={name} class="ps-consent">
              <Heading level={3} look={4}>
                {consent.forStep(label)}
              </Heading>
              <ConsentSides consents={consents} withdrawal={withdrawal} />
              {consents.given.length > 0 && (
                <p class="ps-small">{consent.digestOf(shortDigest(consents.digest))}</p>
              )}
            </article>
          ),
      )}
    </>
  );
}
