import { currentLanguage } from "../i18n/language";
import { csrfHeaders } from "./csrf";
import { ApiError, problemOf } from "./problem";

const BASE = "/_allauth/browser/v1";

async function call(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Response> {
  const headers = new Headers({
    Accept: "application/json",
    "Accept-Language": currentLanguage(),
  });
  if (body !== undefined) headers.set("Content-Type", "application/json");
  if (method !== "GET") csrfHeaders().forEach((value, name) => headers.set(name, value));
  try {
    return await fetch(`${BASE}${path}`, {
      method,
      headers,
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError({ title: "unreachable", status: 0 });
  }
}

export type LogInResult = "ok" | "refused" | "too_many";

/** Starts a session. A wrong address or password is a result, everything else unexpected an ApiError. */
export async function logIn(email: string, password: string): Promise<LogInResult> {
  await call("GET", "/config"); // sets the CSRF cookie
  const response = await call("POST", "/auth/login", { email, password });
  if (response.ok || response.status === 409) return "ok"; // 409: there already is a session
  if (response.status === 400 || response.status === 401) return "refused";
  if (response.status === 429) return "too_many";
  throw new ApiError(await problemOf(response));
}

export type PasswordResult =
  | { status: "ok" }
  | { status: "too_many" }
  | { status: "refused"; link: boolean; codes: readonly string[] };

interface Fault {
  code: string;
  param?: string;
}

/** Chooses a password with the key of an invitation; allauth answers 401 when that worked. */
export async function choosePassword(key: string, password: string): Promise<PasswordResult> {
  await call("GET", "/config"); // sets the CSRF cookie
  const response = await call("POST", "/auth/password/reset", { key, password });
  if (response.ok || response.status === 401) return { status: "ok" };
  if (response.status === 429) return { status: "too_many" };
  if (response.status !== 400) throw new ApiError(await problemOf(response));
  const { errors = [] } = (await response.json()) as { errors?: readonly Fault[] };
  return {
    status: "refused",
    link: errors.some(({ param }) => param === "key"),
    codes: errors.map(({ code }) => code),
  };
}

/** Ends the session; allauth answers 401 when that worked. */
export async function logOut(): Promise<void> {
  const response = await call("DELETE", "/auth/session");
  if (!response.ok && response.status !== 401) throw new ApiError(await problemOf(response));
}
