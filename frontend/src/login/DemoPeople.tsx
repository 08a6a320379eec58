import type { DemoPerson } from "../api/shapes";
import { Heading } from "../components/Heading";
import { useText } from "../i18n/context";
import { DemoList } from "./DemoList";

interface Props {
  people: readonly DemoPerson[];
  busy: boolean;
  choose: (email: string) => Promise<void>;
}

/** The people with a part in the demonstration have a short address; the others fill the tables. */
const hasPart = ({ email }: DemoPerson): boolean => !email.split("@")[0]?.includes(".");

/** Only a demonstration lists people to be. */
export function DemoPeople({ people, ...rest }: Props) {
  const { login } = useText();
  const others = people.filter((person) => !hasPart(person));
  return (
    <section class="ps-demo" aria-labelledby="demo-people">
      <Heading level={2} id="demo-people">
        {login.demoTitle}
      </Heading>
      <p class="nl-paragraph">{login.demoLead}</p>
      <DemoList people={people.filter(hasPart)} {...rest} />
      {others.length > 0 && (
        <details class="ps-details">
          <summary>{login.demoOthers(others.length)}</summary>
          <DemoList people={others} {...rest} />
        </details>
      )}
    </section>
  );
}
