/** Two rails that run over a polder towards the horizon. */
export function Logo() {
  return (
    <svg class="ps-logo" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <rect class="ps-logo__sky" width="40" height="40" rx="6" />
      <path class="ps-logo__land" d="M0 16h40v18a6 6 0 0 1-6 6H6a6 6 0 0 1-6-6z" />
      <path class="ps-logo__rails" d="M17.5 16L9 40M22.5 16L31 40" />
      <path class="ps-logo__sleepers" d="M16 21h8M14.2 26.5h11.6M12 33h16" />
    </svg>
  );
}
