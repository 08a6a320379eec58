const SHAPES = {
  check: "M4.5 12.5l5 5 10-11",
  clock: "M12 7v5.5l3.5 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  warning: "M12 9v5m0 3v.5M12 3.5l9.5 17h-19z",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v10H5z",
  menu: "M3 6h18M3 12h18M3 18h18",
  close: "M5 5l14 14M19 5L5 19",
  next: "M9 5l7 7-7 7",
  previous: "M15 5l-7 7 7 7",
  user: "M12 12a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM3.5 21a8.5 8.5 0 0 1 17 0",
  info: "M12 11v6m0-10v.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
} as const;

export type IconName = keyof typeof SHAPES;

/** A drawing beside words that say the same; screen readers pass it by. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="ps-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  );
}
