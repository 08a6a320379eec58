import type { Change, Comment, Note, Page } from "../api/shapes";
import { type Loaded, useResource } from "../api/useResource";
import { type About, ABOUTS, OFFERED } from "./paths";

const ALL = 200;

export interface Talked {
  comments: Loaded<Page<Comment>>;
  notes: Loaded<Page<Note>>;
  /** What was said, as far as it has been read. */
  said: readonly Comment[];
  /** What the person may write here now. */
  offered: readonly About[];
  /** Whether there is a place for notes: some are there, or may be written. */
  hasNotes: boolean;
}

/** Everything that was said and noted about a dossier. */
export function useNotes(kind: string, id: string, changes: Loaded<Page<Change>>): Talked {
  const query = { subjectKind: kind, subjectId: id, pageSize: ALL, ordering: "createdAt" };
  const comments = useResource<Page<Comment>>("/v1/comments", query);
  const notes = useResource<Page<Note>>("/v1/notes", query);
  const open = changes.resource.status === "ready" ? changes.resource.data.items.filter((each) => each.open) : [];
  const offered = ABOUTS.filter((about) => open.some(({ name }) => name === OFFERED[about]));
  const noted = notes.resource.status === "ready" && notes.resource.data.items.length > 0;
  return {
    comments,
    notes,
    said: comments.resource.status === "ready" ? comments.resource.data.items : [],
    offered,
    hasNotes: noted || offered.includes("note"),
  };
}
