import { EditOrganisationPage, NewOrganisationPage } from "../administration/OrganisationForms";
import { OrganisationPage, OrganisationsPage } from "../administration/OrganisationPages";
import { EditPersonPage, NewPersonPage, PersonStepPage } from "../administration/PersonForms";
import { PeoplePage, PersonPage } from "../administration/PersonPages";
import { EndPlacePage, NewPlacePage } from "../administration/PlaceForms";
import { EndSeatPage, NewSeatPage } from "../administration/SeatForms";
import { ServicePage } from "../administration/ServicePage";
import { CloseTablePage, EditTablePage, NewTablePage } from "../administration/TableForms";
import { TablePage, TablesPage } from "../administration/TablePages";
import { AskBindingPage, BindingStepPage } from "../binding/BindingPages";
import { MeetingPage } from "../meetings/MeetingPage";
import { AnswerMeetingPage, CorrectionPage, EditMeetingPage, MinutesPage, NewMeetingPage } from "../meetings/MeetingForms";
import { EditItemPage, NewDecisionPage, NewItemPage } from "../meetings/ItemForms";
import { AddendumPage, DisputeEvidencePage } from "../disputes/DisputeForms";
import { AlternativePage, EditPackagePage, NewPackagePage } from "../packages/PackageForms";
import { PackagePage } from "../packages/PackagePage";
import { AboutPage } from "../pages/AboutPage";
import { ActPage } from "../pages/ActPage";
import { AgreementActPage } from "../pages/AgreementActPage";
import { AgreementPage } from "../pages/AgreementPage";
import { AgreementsPage } from "../pages/AgreementsPage";
import { BottleneckPage } from "../pages/BottleneckPage";
import { CalendarFeedsPage } from "../calendars/CalendarFeedsPage";
import { CommentToAgendaPage } from "../pages/CommentToAgendaPage";
import { CommentPage } from "../pages/CommentPage";
import { CopiesPage } from "../pages/CopiesPage";
import { CopyPage } from "../pages/CopyPage";
import { DossierPage } from "../pages/DossierPage";
import { EditAgreementPage } from "../pages/EditAgreementPage";
import { EditNotePage } from "../pages/EditNotePage";
import { DraftTextPage } from "../pages/DraftTextPage";
import { EditPage } from "../pages/EditPage";
import { EndMandatePage } from "../pages/EndMandatePage";
import { EvidencePage } from "../pages/EvidencePage";
import { GrantMandatePage } from "../pages/GrantMandatePage";
import { JudgePage } from "../pages/JudgePage";
import { LifecyclePage } from "../pages/LifecyclePage";
import { ListPage } from "../pages/ListPage";
import { MailsPage } from "../pages/MailsPage";
import { MandatesPage } from "../pages/MandatesPage";
import { NewAgreementPage } from "../pages/NewAgreementPage";
import { NewClausePage } from "../pages/NewClausePage";
import { NewCommitmentPage } from "../pages/NewCommitmentPage";
import { NewInitiativePage } from "../pages/NewInitiativePage";
import { NotePage } from "../pages/NotePage";
import { NotFoundPage } from "../pages/NotFoundPage";
import { PromisePage } from "../pages/PromisePage";
import { PaperPage } from "../pages/PaperPage";
import { PublicationCorrectionPage } from "../publication/PublicationCorrectionPage";
import { PublicationPage } from "../publication/PublicationPage";
import { RecordPage } from "../pages/RecordPage";
import { PreferencesPage } from "../pages/PreferencesPage";
import { RemindersPage } from "../pages/RemindersPage";
import { RemindingPage } from "../pages/RemindingPage";
import { RespondSignalPage, SendSignalPage } from "../signals/SignalForms";
import { SignalsPage } from "../signals/SignalsPage";
import { RevealPage } from "../pages/RevealPage";
import { NoticePage } from "../pages/NoticePage";
import { SuccessorPage } from "../pages/SuccessorPage";
import { TextsOnDayPage } from "../pages/TextsOnDayPage";
import { WorkPage } from "../pages/WorkPage";
import { EditRoutinePage, NewRoutinePage } from "../routines/RoutineForms";
import { RoutinePage } from "../routines/RoutinePage";
import { EditSubsidyPage, NewSubsidyPage, SubsidyPage } from "../subsidies/SubsidyPages";
import type { Kind, Match } from "../router/routes";

/** The page that belongs to an address. */
export function Screen({ match: { page, params } }: { match: Match }) {
  const id = params["id"] ?? "";
  const kind = params["kind"] as Kind;
  switch (page) {
    case "work":
      return <WorkPage />;
    case "agreements":
      return <AgreementsPage />;
    case "agreement":
      return <AgreementPage id={id} />;
    case "agreementAct":
      return <AgreementActPage id={id} transition={params["transition"] ?? ""} />;
    case "newAgreement":
      return <NewAgreementPage />;
    case "editAgreement":
      return <EditAgreementPage id={id} />;
    case "newClause":
      return <NewClausePage agreementId={id} />;
    case "newInitiative":
      return <NewInitiativePage />;
    case "newCommitment":
      return <NewCommitmentPage kind={kind} id={id} />;
    case "edit":
      return <EditPage kind={kind} id={id} change={params["change"] ?? ""} />;
    case "clauseText":
      return <TextsOnDayPage of="clause" id={id} />;
    case "agreementTexts":
      return <TextsOnDayPage of="agreement" id={id} />;
    case "clauseSuccessor":
      return <SuccessorPage kind="clause" id={id} />;
    case "askBinding":
      return <AskBindingPage id={id} what={params["what"] ?? ""} />;
    case "bindingStep":
      return <BindingStepPage id={id} step={params["step"] ?? ""} />;
    case "notice":
      return <NoticePage id={id} what={params["what"] ?? ""} />;
    case "agreementSuccessor":
      return <SuccessorPage kind="agreement" id={id} />;
    case "publicationText":
      return <PublicationPage id={id} />;
    case "publicationCorrection":
      return <PublicationCorrectionPage id={id} />;
    case "draftText":
      return <DraftTextPage id={id} />;
    case "bottleneck":
      return <BottleneckPage initiativeId={id} id={params["bottleneck"] ?? ""} />;
    case "routine":
      return <RoutinePage id={id} />;
    case "newRoutine":
      return <NewRoutinePage />;
    case "editRoutine":
      return <EditRoutinePage id={id} />;
    case "subsidy":
      return <SubsidyPage id={id} />;
    case "editSubsidy":
      return <EditSubsidyPage id={id} />;
    case "newSubsidy":
      return <NewSubsidyPage initiativeId={id} />;
    case "list":
      return <ListPage kind={kind} />;
    case "dossier":
      return <DossierPage kind={kind} id={id} />;
    case "act":
      return <ActPage kind={kind} id={id} transition={params["transition"] ?? ""} />;
    case "judge":
      return <JudgePage id={id} />;
    case "evidence":
      return <EvidencePage id={id} />;
    case "signals":
      return <SignalsPage />;
    case "sendSignal":
      return <SendSignalPage kind={kind} id={id} />;
    case "respondSignal":
      return <RespondSignalPage id={id} />;
    case "addendum":
      return <AddendumPage id={id} />;
    case "disputeEvidence":
      return <DisputeEvidencePage id={id} />;
    case "record":
      return <RecordPage id={id} what={params["what"] ?? ""} />;
    case "newMeeting":
      return <NewMeetingPage />;
    case "meeting":
      return <MeetingPage id={id} />;
    case "editMeeting":
      return <EditMeetingPage id={id} />;
    case "answerMeeting":
      return <AnswerMeetingPage id={id} />;
    case "minutes":
      return <MinutesPage id={id} />;
    case "correction":
      return <CorrectionPage id={id} />;
    case "newItem":
      return <NewItemPage id={id} />;
    case "editItem":
      return <EditItemPage id={id} item={params["item"] ?? ""} />;
    case "newDecision":
      return <NewDecisionPage id={id} item={params["item"] ?? ""} />;
    case "package":
      return <PackagePage id={id} />;
    case "newPackage":
      return <NewPackagePage agreementId={id} />;
    case "alternative":
      return <AlternativePage id={id} />;
    case "editPackage":
      return <EditPackagePage id={id} />;
    case "newComment":
      return <AboutPage kind={kind ?? "agreement"} id={id} about="comment" />;
    case "newNote":
      return <AboutPage kind={kind ?? "agreement"} id={id} about="note" />;
    case "comment":
      return <CommentPage id={id} />;
    case "promise":
      return <PromisePage id={id} />;
    case "commentToAgenda":
      return <CommentToAgendaPage id={id} />;
    case "note":
      return <NotePage id={id} />;
    case "editNote":
      return <EditNotePage id={id} />;
    case "reveal":
      return <RevealPage id={id} />;
    case "preferences":
      return <PreferencesPage />;
    case "reminding":
      return <RemindingPage />;
    case "calendarFeeds":
      return <CalendarFeedsPage />;
    case "mails":
      return <MailsPage />;
    case "reminders":
      return <RemindersPage />;
    case "paper":
      return <PaperPage kind={kind} id={id} transition={params["transition"] ?? ""} />;
    case "copies":
      return <CopiesPage />;
    case "copy":
      return <CopyPage id={id} />;
    case "mandates":
      return <MandatesPage />;
    case "grantMandate":
      return <GrantMandatePage />;
    case "endMandate":
      return <EndMandatePage id={id} />;
    case "lifecycle":
      return <LifecyclePage kind={params["kind"]} />;
    case "people":
      return <PeoplePage />;
    case "newPerson":
      return <NewPersonPage />;
    case "person":
      return <PersonPage id={id} />;
    case "editPerson":
      return <EditPersonPage id={id} />;
    case "personStep":
      return <PersonStepPage id={id} step={params["step"] ?? ""} />;
    case "newPlace":
      return <NewPlacePage id={id} />;
    case "endPlace":
      return <EndPlacePage id={id} />;
    case "organisations":
      return <OrganisationsPage />;
    case "newOrganisation":
      return <NewOrganisationPage />;
    case "organisation":
      return <OrganisationPage id={id} />;
    case "editOrganisation":
      return <EditOrganisationPage id={id} />;
    case "service":
      return <ServicePage />;
    case "tables":
      return <TablesPage />;
    case "newTable":
      return <NewTablePage />;
    case "table":
      return <TablePage id={id} />;
    case "editTable":
      return <EditTablePage id={id} />;
    case "closeTable":
      return <CloseTablePage id={id} />;
    case "newSeat":
      return <NewSeatPage id={id} />;
    case "endSeat":
      return <EndSeatPage id={id} />;
    case "password":
    case "notFound":
      return <NotFoundPage />;
  }
}
