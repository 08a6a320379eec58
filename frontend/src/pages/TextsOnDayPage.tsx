import { useState } from "preact/hooks";
import type { Page, Published } from "../api/shapes";
import { useResource } from "../api/useResource";
import { Await } from "../components/Await";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { Button } from "../components/Button";
import { PageHeading } from "../components/PageHeading";
import { InForce } from "../dossier/InForce";
import { FormField } from "../form/FormField";
import { useText } from "../i18n/context";
import { agreementPath, subjectPath } from "../router/routes";
import { useSearch } from "../router/useSearch";

interface Props {
  /** Of one clause, or of a whole agreement. */
  of: "clause" | "agreement";
  id: string;
}

const ALL = 200;

/** What is in force on a day: readable for everybody, whatever happens at the table meanwhile. */
export function TextsOnDayPage({ of, id }: Props) {
  const { site, text } = useText();
  const search = useSearch();
  const asked = search.get("op") || new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });
  const [day, setDay] = useState(asked);
  const found = useResource<Page<Published>>("/v1/published-texts", { [of]: id, on: asked, pageSize: ALL });
  const whole = useResource<{ title: string }>(`/v1/${of}s/${id}`).resource;
  const title = whole.status === "ready" ? whole.data.title : null;
  const back = of === "clause" ? subjectPath("clause", id) : agreementPath(id);
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { href: "/", label: site.home },
          { href: back ?? "/", label: title || (of === "clause" ? text.ofClause : text.ofAgreement) },
        ]}
      />
      <PageHeading title={text.onDay} {...(title ? { kicker: title } : {})} />
      <p class="nl-paragraph nl-paragraph--lead">{text.onDayLead}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (day) search.go({ op: day });
        }}
      >
        <FormField id="op" label={text.day}>
          {(control) => (
            <input
              {...control}
              class="utrecht-textbox utrecht-textbox--html-input"
              type="date"
              value={day}
              onInput={(event) => setDay(event.currentTarget.value)}
            />
          )}
        </FormField>
        <div class="utrecht-action-group ps-records">
          <Button look="primary" type="submit">
            {text.show}
          </Button>
        </div>
      </form>
      <Await from={found}>{({ items }) => <InForce items={items} day={asked} />}</Await>
    </>
  );
}
