import { useState } from "preact/hooks";
import { useSending } from "../act/useSending";
import { request } from "../api/client";
import type { Change, NoteDetail, Page } from "../api/shapes";
import type { Loaded } from "../api/useResource";
import { Button } from "../components/Button";
import { Failure } from "../components/Failure";
import { leaveNotice } from "../components/notice";
import { useText } from "../i18n/context";
import { navigate } from "../router/location";

interface Props {
  note: NoteDetail;
  etag: string | null;
  changes: Loaded<Page<Change>>;
  /** Where to go when it is gone. */
  back: string;
  reload: () => void;
}

/** Removes a note, once the person has said so twice. */
export function RemoveNote({ note, etag, changes: { resource }, back, reload }: Props) {
  const { talk } = useText();
  const [asked, setAsked] = useState(false);
  const { busy, error, send } = useSending(reload);
  const may = resource.status === "ready" && resource.data.items.some(({ name, open }) => name === "remove" && open);
  if (!may) return null;
  const remove = (): Promise<void> =>
    send(async () => {
      await request("DELETE", `/v1/notes/${note.id}`, { ifMatch: etag });
      leaveNotice(talk.removed);
      navigate(back);
    });
  return (
    <>
      <Button look="subtle" busy={busy} onClick={() => (asked ? void remove() : setAsked(true))}>
        {asked ? talk.removeSure : talk.remove}
      </Button>
      {error && <Failure error={error} />}
    </>
  );
}
