import { request } from "../api/client";
import type { Nudge, Page } from "../api/shapes";
import { useResource } from "../api/useResource";
import { useSending } from "../act/useSending";
import { Button } from "../components/Button";
import { MomentText } from "../components/DateText";
import { Failure } from "../components/Failure";
import { Section } from "../dossier/Section";
import { useText } from "../i18n/context";
import { useSession } from "../session/context";

interface Props {
  kind: string;
  id: string;
  /** With a new version others may be awaited. */
  version: number;
  /** Says whom was reminded, and reads everything again. */
  reload: (message?: string) => void;
}

/** Of whom something is awaited, and the button to remind them: for the secretariat of the table. */
export function Awaited({ kind, id, version, reload }: Props) {
  const { nudges } = useText();
  const { me } = useSession();
  const keeps = me?.organisations.some(({ side }) => side === "neutral") ?? false;
  const about = { subjectKind: kind, subjectId: id };
  const { resource, reload: again } = useResource<Page<Nudge>>(keeps ? "/v1/nudges" : null, about);
  const items = resource.status === "ready" ? resource.data.items : [];
  if (items.length === 0) return null;
  const nudged = (message: string): void => {
    again();
    reload(message);
  };
  return (
    <Section id="awaited" title={nudges.title} key={version}>
      <p class="nl-paragraph">{nudges.lead}</p>
      <ul class="ps-evidence">
        {items.map((item) => (
          <AwaitedItem key={item.organisation.id} item={item} about={about} nudged={nudged} />
        ))}
      </ul>
    </Section>
  );
}

interface ItemProps {
  item: Nudge;
  about: { subjectKind: string; subjectId: string };
  nudged: (message: string) => void;
}

function AwaitedItem({ item, about, nudged }: ItemProps) {
  const { nudges } = useText();
  const { busy, error, send } = useSending(undefined);
  const { organisation, label, nudgedAt, mayNudge } = item;
  const nudge = (): Promise<void> =>
    send(async () => {
      await request("POST", "/v1/nudges", { body: { ...about, organisation: organisation.id } });
      nudged(nudges.done(organisation.name));
    });
  return (
    <li class="ps-evidence__piece">
      <strong>{organisation.name}</strong>
      <span class="ps-block">{label}</span>
      {nudgedAt && (
        <span class="ps-small ps-block">
          {mayNudge ? nudges.last : nudges.today} <MomentText moment={nudgedAt} />
        </span>
      )}
      {mayNudge && (
        <div class="utrecht-action-group ps-records">
          <Button look="secondary" busy={busy} onClick={() => void nudge()} label={nudges.nudgeWhom(organisation.name)}>
            {nudges.nudge}
          </Button>
        </div>
      )}
      {error && <Failure error={error} />}
    </li>
  );
}
