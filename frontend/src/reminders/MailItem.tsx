import { useState } from "preact/hooks";
import type { WrittenMail } from "../api/shapes";
import { Button } from "../components/Button";
import { MomentText } from "../components/DateText";
import { useText } from "../i18n/context";

/** What the mail leads to opens outside the frame, not bound by it. */
const OUTSIDE = "allow-popups allow-popups-to-escape-sandbox";

/** One mail: whether it had left, its text, and what a mail program makes of it. */
export function MailItem({ mail }: { mail: WrittenMail }) {
  const { mails } = useText();
  const [shown, setShown] = useState(false);
  const { id, subject, standing, text, writtenAt, hasHtml } = mail;
  const title = subject || (standing === "withheld" ? mails.withheldTitle : mails.goneTitle);
  return (
    <li class="ps-inbox__item">
      <div class="ps-inbox__body">
        <h2 class="nl-heading nl-heading--level-4">{title}</h2>
        <p class="ps-small">
          <MomentText moment={writtenAt} /> · {standing === "sent" ? mails.sent : mails.withheld}
        </p>
        {text && (
          <details class="ps-details">
            <summary>
              {mails.text}
              <span class="ps-hidden">: {subject}</span>
            </summary>
            <pre class="ps-mail">{linked(text)}</pre>
          </details>
        )}
        {standing === "sent" && !text && <p>{mails.gone}</p>}
      </div>
      {hasHtml && (
        <div class="utrecht-action-group">
          <Button look="secondary" expanded={shown} onClick={() => setShown(!shown)}>
            {mails.html}
            <span class="ps-hidden">: {subject}</span>
          </Button>
        </div>
      )}
      {shown && (
        <iframe class="ps-mail__frame" title={`${mails.html}: ${subject}`} src={`/mails/${id}`} sandbox={OUTSIDE} />
      )}
    </li>
  );
}

const ADDRESS = /(https?:\/\/\S+)/;

/** The text, in which what leads to these screens can be followed. */
function linked(text: string) {
  return text.split(ADDRESS).map((part) =>
    part.startsWith(`${window.location.origin}/`) ? (
      <a class="nl-link" href={part.slice(window.location.origin.length)}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
