/** What somebody wrote, with their own lines. */
export function Words({ text }: { text: string }) {
  return <p class="nl-paragraph ps-words">{text}</p>;
}
