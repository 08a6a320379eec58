import { useState } from "preact/hooks";
import type { CalendarFeed } from "../api/shapes";
import { Button } from "../components/Button";
import { MomentText } from "../components/DateText";
import { Table } from "../components/Table";
import { useText } from "../i18n/context";

interface Props {
  items: readonly CalendarFeed[];
  busy: boolean;
  revoke: (feed: CalendarFeed) => void;
}

/** The addresses by name, with whether they are used at all. */
export function FeedTable({ items, busy, revoke }: Props) {
  const { calendars } = useText();
  if (items.length === 0) return <p class="nl-paragraph">{calendars.none}</p>;
  return (
    <Table
      caption={calendars.list}
      hideCaption
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        { name: calendars.program, heads: true, show: ({ name }) => name },
        { name: calendars.madeAt, show: ({ createdAt }) => <MomentText moment={createdAt} /> },
        {
          name: calendars.lastFetched,
          show: ({ lastFetchedAt }) => (lastFetchedAt ? <MomentText moment={lastFetchedAt} /> : calendars.never),
        },
        { name: calendars.what, show: (feed) => <Revoke feed={feed} busy={busy} revoke={revoke} /> },
      ]}
    />
  );
}

/** Revokes an address, once the person has said so twice. */
function Revoke({ feed, busy, revoke }: { feed: CalendarFeed; busy: boolean; revoke: (feed: CalendarFeed) => void }) {
  const { calendars } = useText();
  const [asked, setAsked] = useState(false);
  return (
    <Button look="subtle" busy={busy} onClick={() => (asked ? revoke(feed) : setAsked(true))}>
      {asked ? calendars.revokeSure : calendars.revoke}
      <span class="ps-hidden"> {calendars.revokeOf(feed.name)}</span>
    </Button>
  );
}
