import type { Refusal } from "../api/shapes";

export function RefusalList({ refusals }: { refusals: readonly Refusal[] }) {
  return (
    <ul class="utrecht-unordered-list ps-refusals">
      {refusals.map(({ code, message }) => (
        <li class="utrecht-unordered-list__item" key={code + message}>
          {message}
        </li>
      ))}
    </ul>
  );
}
