import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon";

type Tone = "info" | "ok" | "warning" | "error";
const ICONS: Record<Tone, IconName> = { info: "info", ok: "check", warning: "warning", error: "warning" };

interface Props {
  tone: Tone;
  /** Read out at once when it appears. */
  live?: boolean;
  children: ComponentChildren;
}

export function Alert({ tone, live = false, children }: Props) {
  const role = live ? (tone === "error" ? "alert" : "status") : undefined;
  return (
    <div class={`utrecht-alert utrecht-alert--${tone} ps-alert`} role={role}>
      <div class="utrecht-alert__icon">
        <Icon name={ICONS[tone]} />
      </div>
      <div class="utrecht-alert__content">
        <div class="utrecht-alert__message">{children}</div>
      </div>
    </div>
  );
}
