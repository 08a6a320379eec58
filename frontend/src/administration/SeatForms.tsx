import { BodyForm } from "../act/BodyForm";
import type { BargainingTable, Seat } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { useText } from "../i18n/context";
import { today } from "../i18n/format";
import { NotFoundPage } from "../pages/NotFoundPage";
import { TABLES, tablePath } from "../router/routes";
import { useSession } from "../session/context";
import { endSchema, ORGANISATION, seatSchema } from "./schemas";
import { tomorrow } from "./tomorrow";
import { useFound } from "./useFound";
import { Withdraw } from "./Withdraw";

const NEVER_SEATED: readonly string[] = ["government_liaison", "ser_secretariat"];

/** Gives an organisation a seat at a table. */
export function NewSeatPage({ id }: { id: string }) {
  const text = useText();
  const { administration } = text;
  const { me } = useSession();
  const table = useResource<BargainingTable>(`/v1/bargaining-tables/${id}`);
  const { choices, find } = useFound(({ kind }) => !NEVER_SEATED.includes(kind));
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <Await from={table} whole>
      {({ name }) => (
        <BodyForm
          crumbs={[
            { href: TABLES, label: administration.tables },
            { href: tablePath(id), label: name },
          ]}
          title={administration.addSeat}
          kicker={name}
          lead={administration.addSeatLead}
          schema={seatSchema(text)}
          offered={{ startsOn: tomorrow() }}
          lists={new Map([[ORGANISATION, choices]])}
          find={find && new Map([[ORGANISATION, find]])}
          fixed={{ bargainingTable: id }}
          address="/v1/memberships"
          done={administration.seatGiven}
          goTo={() => tablePath(id)}
        />
      )}
    </Await>
  );
}

/** Ends a seat, or takes it back before it begins. */
export function EndSeatPage({ id }: { id: string }) {
  const text = useText();
  const { administration } = text;
  const { me } = useSession();
  const address = `/v1/memberships/${id}`;
  const seat = useResource<Seat>(address);
  if (!me?.isAdministrator) return <NotFoundPage />;
  return (
    <Await from={seat} whole>
      {({ bargainingTable, organisation, state }, etag) => {
        const shared = {
          crumbs: [{ href: tablePath(bargainingTable.id), label: bargainingTable.name }],
          kicker: `${organisation.name}, ${bargainingTable.name}`,
          address,
          reload: seat.reload,
        };
        if (state === "upcoming") return <Withdraw {...shared} etag={etag} />;
        return (
          <BodyForm
            {...shared}
            title={administration.endSeatTitle}
            lead={administration.endSeatLead}
            schema={endSchema(text)}
            offered={{ endsOn: today() }}
            replacing
            ifMatch={etag}
            done={administration.ended}
          />
        );
      }}
    </Await>
  );
}
