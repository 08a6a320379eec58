/** A text as paragraphs, where it has empty lines. */
export function Paragraphs({ body }: { body: string }) {
  return (
    <blockquote class="ps-text__body">
      {body.split(/\n{2,}/).map((paragraph, index) => (
        <p class="nl-paragraph" key={index}>
          {paragraph}
        </p>
      ))}
    </blockquote>
  );
}
