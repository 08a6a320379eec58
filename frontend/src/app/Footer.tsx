import { useText } from "../i18n/context";

export function Footer() {
  const { site } = useText();
  return (
    <footer class="utrecht-page-footer ps-footer">
      <div class="utrecht-page-footer__content">
        <p class="nl-paragraph">{site.footer}</p>
        <p class="nl-paragraph">
          <a class="nl-link" href="/v1/openapi.json">
            {site.apiDocument}
          </a>
        </p>
      </div>
    </footer>
  );
}
