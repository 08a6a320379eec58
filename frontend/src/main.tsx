import { render } from "preact";
import { App } from "./app/App";
import { SpeechProvider } from "./i18n/context";
import { interceptLinks } from "./router/location";
import { SessionProvider } from "./session/context";
import "./theme";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");

interceptLinks();
render(
  <SpeechProvider>
    <SessionProvider>
      <App />
    </SessionProvider>
  </SpeechProvider>,
  root,
);
