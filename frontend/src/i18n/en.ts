import { administration } from "./en/administration";
import { binding } from "./en/binding";
import { calendars } from "./en/calendars";
import { copies } from "./en/copies";
import { disputes } from "./en/disputes";
import { dossier } from "./en/dossier";
import { ends } from "./en/ends";
import { frame } from "./en/frame";
import { mandates } from "./en/mandates";
import { meetings } from "./en/meetings";
import { overviews } from "./en/overviews";
import { packages } from "./en/packages";
import { publication } from "./en/publication";
import { records } from "./en/records";
import { routines } from "./en/routines";
import { reminding } from "./en/reminding";
import { signals } from "./en/signals";
import { subsidies } from "./en/subsidies";
import { talk } from "./en/talk";
import { writing } from "./en/writing";
import type { Messages } from "./nl";

/** Every text in English: the same ones, as the types see to. */
export const en: Messages = { ...administration, ...frame, ...overviews, ...calendars, ...copies, ...dossier, ...mandates, ...meetings, ...records, ...talk, ...writing, ...disputes, ...signals, ...ends, ...packages, ...publication, ...binding, ...subsidies, ...routines, ...reminding };
