import { useState } from "preact/hooks";
import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { CalendarFeed, MadeFeed, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Alert } from "../components/Alert";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { Button } from "../components/Button";
import { Failure } from "../components/Failure";
import { PageHeading } from "../components/PageHeading";
import { Told } from "../components/Told";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";
import { REMINDERS } from "../router/routes";
import { FeedTable } from "./FeedTable";
import { MakeFeed } from "./MakeFeed";

export const FEEDS = "/v1/calendar-feeds";

/** The secret addresses at which the person's calendar is fetched: made, seen once, and revoked. */
export function CalendarFeedsPage() {
  const { calendars, reminders, site } = useText();
  const found = useResource<Page<CalendarFeed>>(FEEDS);
  const [made, setMade] = useState<MadeFeed | null>(null);
  const [said, setSaid] = useState("");
  const { busy, error, send } = useSending(undefined);

  const revoke = (feed: CalendarFeed): Promise<void> =>
    send(async () => {
      await request("DELETE", `${FEEDS}/${feed.id}`);
      if (made?.id === feed.id) setMade(null);
      setSaid(calendars.revoked);
      found.reload();
    });

  const show = (feed: MadeFeed): void => {
    setMade(feed);
    setSaid("");
    found.reload();
  };

  return (
    <>
      <Breadcrumbs
        crumbs={[
          { href: "/", label: site.home },
          { href: REMINDERS, label: reminders.title },
        ]}
      />
      <PageHeading title={calendars.title} kicker={reminders.title} />
      <p class="nl-paragraph nl-paragraph--lead">{calendars.lead}</p>
      <Told message={said} />
      {made && <Made feed={made} />}
      <Section id="make" title={calendars.makeTitle}>
        <MakeFeed done={show} />
      </Section>
      <Section id="feeds" title={calendars.list}>
        {error && <Failure error={error} />}
        <Await from={found}>{({ items }) => <FeedTable items={items} busy={busy} revoke={(feed) => void revoke(feed)} />}</Await>
      </Section>
    </>
  );
}

/** The address that was just made: the only moment at which anybody can read it. */
function Made({ feed }: { feed: MadeFeed }) {
  const { calendars } = useText();
  return (
    <Alert tone="ok" live>
      <p class="nl-paragraph">
        <strong>{calendars.made}</strong>
      </p>
      <p class="nl-paragraph">{calendars.once}</p>
      <input
        class="utrecht-textbox utrecht-textbox--html-input"
        type="text"
        readOnly
        aria-label={calendars.address}
        value={feed.address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Copy text={feed.address} />
      <p class="nl-paragraph">{calendars.secret}</p>
    </Alert>
  );
}

/** Copies for who cannot easily select, where the browser lets a page do that. */
function Copy({ text }: { text: string }) {
  const { calendars } = useText();
  const [copied, setCopied] = useState(false);
  // browsers have it on a safe connection only
  if (!window.isSecureContext) return null;
  return (
    <p class="nl-paragraph">
      <Button look="secondary" onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
        {calendars.copy}
      </Button>{" "}
      <span role="status">{copied && calendars.copied}</span>
    </p>
  );
}
