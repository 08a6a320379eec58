import { defineConfig } from "vitest/config";
import { themeTokens } from "./vite/themeTokens.ts";

const backend = process.env["POLDERSPOOR_URL"] ?? "http://127.0.0.1:8000";

export default defineConfig(({ command }) => ({
  // The backend serves the built files under /static/ and index.html at every other path.
  base: command === "build" ? "/static/" : "/",
  plugins: [themeTokens()],
  build: {
    target: "es2022",
    // The content security policy allows no data: addresses, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/v1": backend, "/_allauth": backend } },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
}));
