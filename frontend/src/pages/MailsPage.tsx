import type { Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { PageHeading } from "../components/PageHeading";
import { useText } from "../i18n/context";
import { MailItem } from "../reminders/MailItem";
import type { WrittenMail } from "../api/shapes";

/** The mails to the person, where there is no mail server and they become files. */
export function MailsPage() {
  const { mails } = useText();
  const found = useResource<Page<WrittenMail>>("/v1/me/mails");
  return (
    <>
      <PageHeading title={mails.title} />
      <p class="nl-paragraph nl-paragraph--lead">{mails.lead}</p>
      <p class="nl-paragraph">{mails.notAccount}</p>
      <Await from={found} whole>
        {({ items }) =>
          items.length === 0 ? (
            <p class="nl-paragraph">{mails.none}</p>
          ) : (
            <ul class="ps-inbox">
              {items.map((mail) => (
                <MailItem key={mail.id} mail={mail} />
              ))}
            </ul>
          )
        }
      </Await>
    </>
  );
}
