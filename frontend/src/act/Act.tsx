import type { Option, Subject } from "../api/shapes";
import { Breadcrumbs } from "../components/Breadcrumbs";
import { PageHeading } from "../components/PageHeading";
import { clauseText } from "../dossier/clauseText";
import { ConsentSides } from "../dossier/ConsentSides";
import { RefusalList } from "../dossier/RefusalList";
import { TextPanel } from "../dossier/TextPanel";
import { useText } from "../i18n/context";
import { listPath, type Kind, subjectPath } from "../router/routes";
import { ConsentForm } from "./ConsentForm";
import { Facts } from "./Facts";
import { TransitionForm } from "./TransitionForm";

export interface ActProps {
  kind: Kind;
  subject: Subject;
  etag: string | null;
  option: Option;
  /** Reads the subject and its options again, as after somebody else changed them. */
  reload: () => void;
}

export function Act(props: ActProps) {
  const { kind, subject, option } = props;
  const { site, lists, act, consent } = useText();
  const path = subjectPath(kind, subject.id) ?? "/";
  const text = clauseText(subject);
  const consenting = option.mayConsent && !option.open;
  return (
    <div class="ps-narrow">
      <Breadcrumbs
        crumbs={[
          { href: "/", label: site.home },
          { href: listPath(kind), label: lists[kind].title },
          { href: path, label: subject.title },
        ]}
      />
      <PageHeading title={consenting ? consent.giveFor(option.label) : option.label} kicker={subject.title} />
      <Facts subject={subject} option={option} />
      {consenting && text && <TextPanel text={text} />}
      {option.consents && <ConsentSides consents={option.consents} />}
      {consenting && <ConsentForm {...props} />}
      {option.open && <TransitionForm {...props} />}
      {!option.open && option.waivable && (
        <details class="ps-details">
          <summary>{consent.without}</summary>
          <TransitionForm {...props} />
        </details>
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
