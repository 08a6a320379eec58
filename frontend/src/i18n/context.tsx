import { createContext, type ComponentChildren } from "preact";
import { useCallback, useContext, useMemo, useState } from "preact/hooks";
import { en } from "./en";
import { type Language, setCurrentLanguage, storedLanguage, storeLanguage } from "./language";
import { type Messages, nl } from "./nl";

const MESSAGES: Record<Language, Messages> = { nl, en };

interface Speech {
  language: Language;
  text: Messages;
  speak: (language: Language) => void;
}

const SpeechContext = createContext<Speech | null>(null);

function begin(): Language {
  const language = storedLanguage() ?? "nl";
  setCurrentLanguage(language);
  return language;
}

export function SpeechProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(begin);
  const speak = useCallback((next: Language) => {
    setCurrentLanguage(next);
    storeLanguage(next);
    setLanguage(next);
  }, []);
  const speech = useMemo(
    () => ({ language, text: MESSAGES[language], speak }),
    [language, speak],
  );
  return <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>;
}

/** The language on screen, its texts, and how to change it. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error("useSpeech outside SpeechProvider");
  return speech;
}

export const useText = (): Messages => useSpeech().text;
