import { BodyForm } from "../act/BodyForm";
import { LetterForm } from "../agreements/LetterForm";
import type { Agreement } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { agreementPath, isNotice, type NoticeName } from "../router/routes";
import { oneOf, text } from "../writing/fields";
import { Writable } from "../writing/Writable";
import { NotFoundPage } from "./NotFoundPage";

/** What the API calls each change. */
const CHANGES: Record<NoticeName, string> = { voornemen: "notice_intention", brief: "notice_proof" };

/** Tells one's own side whether one's organisation will give notice, or adds its letter. */
export function NoticePage({ id, what }: { id: string; what: string }) {
  return isNotice(what) ? <NoticeForm id={id} what={what} /> : <NotFoundPage />;
}

function NoticeForm({ id, what }: { id: string; what: NoticeName }) {
  const { agreements, ends } = useText();
  const address = `/v1/agreements/${id}`;
  const agreement = useResource<Agreement>(address);
  const title = what === "brief" ? ends.addLetter : ends.intention;
  return (
    <Writable address={address} name={CHANGES[what]} title={title} back={agreementPath(id)}>
      <Await from={agreement} whole>
        {(data) => {
          const crumbs = [
            { href: "/caos", label: agreements.title },
            { href: agreementPath(id), label: data.title },
          ];
          return what === "brief" ? (
            <LetterForm id={id} crumbs={crumbs} kicker={data.title} />
          ) : (
            <BodyForm
              crumbs={crumbs}
              title={title}
              kicker={data.title}
              lead={ends.intentionLead}
              schema={{
                type: "object",
                required: ["decision"],
                properties: {
                  decision: oneOf(ends.decision, ends.decisions),
                  explanation: text(ends.explanation, 2000),
                },
              }}
              address={`${address}/notice-intentions`}
              done={ends.intentionDone}
              goTo={() => agreementPath(id)}
            />
          );
        }}
      </Await>
    </Writable>
  );
}
