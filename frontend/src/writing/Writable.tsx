import type { ComponentChildren } from "preact";
import { useChanges } from "../api/useChanges";
import { Await } from "../components/Await";
import { PageHeading } from "../components/PageHeading";
import { RefusalList } from "../dossier/RefusalList";
import { useText } from "../i18n/context";
import { NotFoundPage } from "../pages/NotFoundPage";

interface Props {
  /** The address of the dossier in the API. */
  address: string;
  /** What the API calls the change. */
  name: string;
  title: string;
  /** The page that the person came from. */
  back: string;
  children: ComponentChildren;
}

/** A form that is there for who may fill it in, as the API says; for others, why it is not. */
export function Writable({ address, name, title, back, children }: Props) {
  const { act } = useText();
  return (
    <Await from={useChanges(address)} whole>
      {({ items }) => {
        const change = items.find((each) => each.name === name);
        if (!change) return <NotFoundPage />;
        if (change.open) return <>{children}</>;
        return (
          <div class="ps-narrow">
            <PageHeading title={title} />
            <p class="nl-paragraph">{act.unavailable}</p>
            <RefusalList refusals={change.refusals} />
            <p class="nl-paragraph">
              <a class="nl-link" href={back}>
                {act.back}
              </a>
            </p>
          </div>
        );
      }}
    </Await>
  );
}
