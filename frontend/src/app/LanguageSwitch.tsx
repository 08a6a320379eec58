import { useSpeech } from "../i18n/context";
import { LANGUAGES, type Language } from "../i18n/language";

const NAMES: Record<Language, string> = { nl: "Nederlands", en: "English" };

export function LanguageSwitch() {
  const { language, text, speak } = useSpeech();
  return (
    <div class="ps-languages" role="group" aria-label={text.site.language}>
      {LANGUAGES.map((code) => (
        <button
          key={code}
          type="button"
          class="ps-languages__choice"
          lang={code}
          aria-pressed={code === language}
          onClick={() => speak(code)}
        >
          {NAMES[code]}
        </button>
      ))}
    </div>
  );
}
