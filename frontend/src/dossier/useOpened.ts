import type { AuditEntry, Change, Lifecycle, Option, Page } from "../api/shapes";
import { useChanges } from "../api/useChanges";
import { type Loaded, useResource } from "../api/useResource";
import { useNotice } from "../components/notice";
import type { Kind } from "../router/routes";

/** More lines than this of one list nobody reads on a page. */
export const MANY = 200;

export interface Opened<T> {
  /** The address of the subject. */
  base: string;
  subject: Loaded<T>;
  /** The steps that can be taken, now or later. */
  options: Loaded<Page<Option>>;
  entries: Loaded<Page<AuditEntry>>;
  changes: Loaded<Page<Change>>;
  lifecycle: Lifecycle | null;
  /** That something succeeded, to be said on this page. */
  notice: string | null;
  /** Reads everything again, and says what happened. */
  reload: (message?: string) => void;
  /** An address below the subject, once it is there. */
  below: (path: string) => string | null;
}

/** Reads what each page of one subject shows, whatever its kind; nothing below it before it is there. */
export function useOpened<T>(kind: Kind, id: string): Opened<T> {
  const base = `/v1/${kind}s/${id}`;
  const subject = useResource<T>(base);
  const there = subject.resource.status === "ready" ? base : null;
  const below = (path: string): string | null => there && `${there}/${path}`;
  const options = useResource<Page<Option>>(below("available-transitions"));
  const entries = useResource<Page<AuditEntry>>(below("audit-entries"), { pageSize: MANY });
  const changes = useChanges(there);
  const { resource } = useResource<Lifecycle>(`/v1/lifecycles/${kind}`);
  const [notice, setNotice] = useNotice();
  const reload = (message?: string): void => {
    setNotice(message ?? null);
    for (const each of [subject, options, changes, entries]) each.reload();
  };
  const lifecycle = resource.status === "ready" ? resource.data : null;
  return { base, subject, options, entries, changes, lifecycle, notice, reload, below };
}

/** Of the steps, those that wait for others: what happens by itself with the last consent, and what somebody began. */
export const waitingForOthers = ({ resource }: Loaded<Page<Option>>): Option[] =>
  resource.status === "ready" ? resource.data.items.filter(needsOthers) : [];

const needsOthers = ({ consents, trigger }: Option): boolean =>
  consents !== null && (trigger === "consent" || consents.given.length > 0);
