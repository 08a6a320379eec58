import { useState } from "preact/hooks";
import type { Option, Subject } from "../api/shapes";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { Button } from "../components/Button";
import { PageHeading } from "../components/PageHeading";
import { clauseText } from "../dossier/clauseText";
import { ConsentSides } from "../dossier/ConsentSides";
import { consentTo } from "../dossier/consentWords";
import { crumbsTo } from "../dossier/crumbs";
import { RefusalList } from "../dossier/RefusalList";
import { mayConsentNow } from "../dossier/openness";
import { useText } from "../i18n/context";
import { Members } from "../packages/Members";
import { membersOf } from "../packages/members";
import { BeforeRegistration } from "../publication/BeforeRegistration";
import { type Kind, subjectPath } from "../router/routes";
import { useSearch } from "../router/useSearch";
import { AskedText } from "./AskedText";
import { ConsentForm } from "./ConsentForm";
import { Facts } from "./Facts";
import { TransitionForm } from "./TransitionForm";
import { useChosenText } from "./useChosenText";

export interface ActProps {
  kind: Kind;
  subject: Subject;
  etag: string | null;
  option: Option;
  /** Reads the subject and its options again, as after somebody else changed them. */
  reload: () => void;
}

/** What the address tells of words that were pointed at. */
const POINTED = ["quote", "version", "start"];

export function Act(props: ActProps) {
  const { kind, subject, etag, option, reload } = props;
  const { site, lists, act, consent, packages } = useText();
  const path = subjectPath(kind, subject.id) ?? "/";
  const text = clauseText(subject);
  const chosen = useChosenText(kind, subject);
  const [without, setWithout] = useState(false);
  const { get } = useSearch();
  const pointedAt = Object.fromEntries(POINTED.map((name) => [name, get(name)]).filter(([, value]) => value));
  const consenting = mayConsentNow(option);
  const waiver = waiverOf(option);
  const step = {
    address: `/v1/${kind}s/${subject.id}`,
    back: path,
    etag,
    about: subject,
    option,
    lists: membersOf(subject),
    offered: { ...pointedAt, ...(text ? { body: text.body } : {}), ...chosen },
    reload,
  };
  return (
    <div class="ps-narrow">
      <Breadcrumbs
        crumbs={[
          { href: "/", label: site.home },
          ...crumbsTo(kind, subject, lists),
        ]}
      />
      <PageHeading title={consenting ? consentTo(consent, { kind, ...option }) : option.label} kicker={subject.title} />
      <Facts subject={subject} option={option} />
      {consenting && text && <AskedText clause={subject} agreed={text} />}
      {consenting && subject.members && subject.termsSchema && (
        <Members members={subject.members} termsSchema={subject.termsSchema} level={2} lead={packages.apartLead[option.name]} />
      )}
      {option.consents && <ConsentSides consents={option.consents} />}
      {consenting && !without && <ConsentForm {...props} />}
      {kind === "clause" && PUBLISHES.has(option.name) && <BeforeRegistration clauseId={subject.id} />}
      {option.open && <TransitionForm {...step} settled={settledTerms(option)} />}
      {consenting && option.waivable && (
        <>
          <p>
            <Button look="secondary" onClick={() => setWithout(!without)}>
              {without ? consent.withAfterAll : consent.without}
            </Button>
          </p>
          <p class="nl-paragraph">{waiver && consent.withoutHint(waiver)}</p>
        </>
      )}
      {!option.open && option.waivable && (!consenting || without) && (
        <>
          <RefusalList refusals={option.refusals} />
          <TransitionForm {...step} />
        </>
      )}
      {!consenting && !option.open && !option.waivable && (
        <>
          <p class="nl-paragraph">{act.unavailable}</p>
          <RefusalList refusals={option.refusals} />
          <p class="nl-paragraph">
            <a class="nl-link" href={path}>
              {act.back}
            </a>
          </p>
        </>
      )}
    </div>
  );
}

/** What the field is called that stands in for the consent of others. */
const waiverOf = ({ waivedBy, inputSchema }: Option): string | null =>
  (waivedBy && inputSchema.properties?.[waivedBy]?.title) || null;

/** The steps by which a text goes public. */
const PUBLISHES = new Set(["register", "register_amendment"]);

const settledTerms = ({ consents }: Option): Record<string, unknown> | null =>
  consents && consents.given.length > 0 ? consents.terms : null;
