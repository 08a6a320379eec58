import { administration } from "./nl/administration";
import { binding } from "./nl/binding";
import { calendars } from "./nl/calendars";
import { copies } from "./nl/copies";
import { disputes } from "./nl/disputes";
import { dossier } from "./nl/dossier";
import { ends } from "./nl/ends";
import { frame } from "./nl/frame";
import { mandates } from "./nl/mandates";
import { meetings } from "./nl/meetings";
import { overviews } from "./nl/overviews";
import { packages } from "./nl/packages";
import { publication } from "./nl/publication";
import { records } from "./nl/records";
import { routines } from "./nl/routines";
import { reminding } from "./nl/reminding";
import { signals } from "./nl/signals";
import { subsidies } from "./nl/subsidies";
import { talk } from "./nl/talk";
import { writing } from "./nl/writing";

/** Every text in Dutch, which says what texts there are. */
export const nl = { ...administration, ...frame, ...overviews, ...calendars, ...copies, ...dossier, ...mandates, ...meetings, ...records, ...talk, ...writing, ...disputes, ...signals, ...ends, ...packages, ...publication, ...binding, ...subsidies, ...routines, ...reminding };

export type Messages = typeof nl;
