import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

/** Our names for the hues of the example theme. Their values stand in src/theme/palette.css. */
const HUES: Record<string, string> = {
  violet: "polder",
  blauw: "water",
  groen: "meadow",
  rood: "brick",
  oranje: "clay",
  geel: "reed",
  grijs: "stone",
  wit: "white",
};

const require = createRequire(import.meta.url);

function componentStylesheets(): string[] {
  const manifest = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  ) as { dependencies: Record<string, string> };
  return Object.keys(manifest.dependencies)
    .filter((name) => name.endsWith("-css"))
    .map((name) => readFileSync(stylesheetOf(name), "utf8"));
}

function stylesheetOf(name: string): string {
  if (name.startsWith("@utrecht/")) return require.resolve(`${name}/dist/index.css`);
  const short = name.replace(/^.*\//, "").replace(/-css$/, "");
  return require.resolve(`${name}/${short}.css`);
}

function ownStylesheets(): string[] {
  const folder = new URL("../src/theme/", import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".css"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"));
}

function declarations(css: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, value] of css.matchAll(/^\s*(--[\w-]+):\s*(.+);/gm)) {
    if (name && value) found.set(name, value);
  }
  return found;
}

function mentioned(css: string): string[] {
  return [...css.matchAll(/var\(\s*(--[\w-]+)/g)].flatMap(([, name]) => name ?? []);
}

function ours(text: string): string {
  return text.replace(
    /--voorbeeld-kleuren-([a-z]+)/g,
    (_, hue: string) => `--polderspoor-${HUES[hue] ?? hue}`,
  );
}

/**
 * Keeps from the NL Design System example theme only how a component's tokens follow from the
 * basic ones, and only for the components we use. No colour or font of the example theme is left:
 * those come from our own palette, loaded after it.
 */
export function themeTokens(): Plugin {
  return {
    name: "polderspoor-theme-tokens",
    enforce: "pre",
    transform(css, id) {
      if (!id.includes("voorbeeld-design-tokens/dist/theme.css")) return null;
      const theme = declarations(css);
      const wanted = new Set<string>();
      const queue = [...componentStylesheets(), ...ownStylesheets()].flatMap(mentioned);
      for (let name = queue.pop(); name; name = queue.pop()) {
        const value = theme.get(name);
        if (value === undefined || wanted.has(name)) continue;
        wanted.add(name);
        queue.push(...mentioned(value));
      }
      const kept = [...wanted].filter(
        (name) => !name.startsWith("--voorbeeld-") && !theme.get(name)?.includes("url("),
      );
      return { code: `:root{${kept.map((name) => ours(`${name}:${theme.get(name)}`)).join(";")}}`, map: null };
    },
  };
}
