import { BodyForm } from "../act/BodyForm";
import type { Part } from "../act/BodyFields";
import { clauseSchema, numberSchema } from "../agreements/clauseSchema";
import type { BargainingTable, Bottleneck, JsonSchema, Subject } from "../api/shapes";
import { useMembers } from "../api/useTables";
import { commitmentSchema } from "../dossier/commitmentSchema";
import { crumbsTo } from "../dossier/crumbs";
import type { Lists } from "../form/model";
import { useText } from "../i18n/context";
import type { Messages } from "../i18n/nl";
import { planLists } from "../initiatives/planLists";
import { planOffered, withEdition } from "../initiatives/planOffered";
import { noteSchema, ownerSchema, planParts, planSchema } from "../initiatives/planSchema";
import type { EditName } from "../router/edits";
import type { Kind } from "../router/routes";
import { listFor } from "./fields";

interface Props {
  kind: Kind;
  subject: Subject;
  etag: string | null;
  change: EditName;
  bottlenecks: readonly Bottleneck[];
  reload: () => void;
}

const NEWEST_EDITION = "2025";

/** A dossier's own facts as they are now, to be corrected; only what was changed is sent. */
export function EditForm({ kind, subject, etag, change, bottlenecks, reload }: Props) {
  const text = useText();
  const { writing, lists } = text;
  const members = useMembers(subject.bargainingTable);
  const edition = subject.sbiVersion ?? NEWEST_EDITION;
  const parts = partsOf(kind, change, text);
  return (
    <BodyForm
      crumbs={crumbsTo(kind, subject, lists)}
      title={titleOf(kind, change, text)}
      kicker={subject.title}
      lead={change === "gegevens" ? writing.editLeads[kind] : writing.changeLeads[change]}
      schema={schemaOf(kind, change, text, edition)}
      {...(parts ? { parts } : {})}
      offered={offeredOf(kind, subject, bottlenecks)}
      lists={listsOf(kind, subject, members)}
      complete={withEdition(edition)}
      changing
      address={`/v1/${kind}s/${subject.id}`}
      ifMatch={etag}
      reload={reload}
      done={writing.edited}
    />
  );
}

export function titleOf(kind: Kind, change: EditName, { writing }: Messages): string {
  if (change !== "gegevens") return writing.changes[change];
  return kind === "initiative" ? writing.editPlan : writing.edit;
}

function schemaOf(kind: Kind, change: EditName, text: Messages, edition: string): JsonSchema {
  if (change === "nummer") return numberSchema(text);
  if (change === "notitie") return noteSchema(text);
  if (change === "eigenaar-werkgever") return ownerSchema(text, "employerOwner");
  if (change === "eigenaar-werknemer") return ownerSchema(text, "workerOwner");
  if (kind === "initiative") return planSchema(text, edition);
  return kind === "clause" ? clauseSchema(text) : commitmentSchema(text);
}

const partsOf = (kind: Kind, change: EditName, text: Messages): readonly Part[] | null =>
  kind === "initiative" && change === "gegevens" ? planParts(text) : null;

function offeredOf(kind: Kind, subject: Subject, bottlenecks: readonly Bottleneck[]): Record<string, unknown> {
  if (kind === "initiative") return planOffered(subject, bottlenecks);
  if (kind === "clause") return { ...subject };
  return { ...subject, owner: subject.owner?.id, coOwner: subject.coOwner?.id };
}

function listsOf(kind: Kind, subject: Subject, members: BargainingTable["members"]): Lists {
  if (kind === "initiative") return planLists(members, subject.organisation);
  return new Map([
    [listFor("owner"), members.map(({ organisation }) => ({ value: organisation.id, label: organisation.name }))],
  ]);
}
