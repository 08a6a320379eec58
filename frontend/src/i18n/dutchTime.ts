/** Moments as people in the Netherlands read a clock, and back; the API speaks UTC. */
const ZONE = "Europe/Amsterdam";
const MINUTE_MS = 60_000;

/** `2026-12-03T09:00:00Z` as `2026-12-03T10:00`, as a field for a moment wants it. */
export function inDutchTime(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return "";
  const parts = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: ZONE,
  }).format(at);
  return parts.replace(" ", "T");
}

/** `2026-12-03T10:00` on a Dutch clock as a moment; what is no moment is left for the API to name. */
export function momentIn(clock: string): string {
  const asUtc = Date.parse(`${clock}Z`);
  if (Number.isNaN(asUtc)) return clock;
  // twice, for a moment on the other side of the hour at which the clock is changed
  let moment = asUtc;
  for (let turn = 0; turn < 2; turn += 1) {
    const shown = Date.parse(`${inDutchTime(new Date(moment).toISOString())}Z`);
    moment -= Math.round((shown - asUtc) / MINUTE_MS) * MINUTE_MS;
  }
  return new Date(moment).toISOString().replace(".000Z", "Z");
}
