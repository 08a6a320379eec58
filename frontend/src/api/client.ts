import { currentLanguage } from "../i18n/language";
import { csrfHeaders } from "./csrf";
import { ApiError, problemOf } from "./problem";

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface Answer<T> {
  data: T;
  /** The version of what was read, to send back as If-Match. */
  etag: string | null;
}

interface Options {
  query?: Query;
  body?: unknown;
  ifMatch?: string | null;
  signal?: AbortSignal;
}

type Method = "GET" | "POST" | "PATCH" | "DELETE";

export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "" || value === false) continue;
    search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

function headersFor(method: Method, options: Options): Headers {
  const headers = new Headers({
    Accept: "application/json, application/problem+json",
    "Accept-Language": currentLanguage(),
  });
  if (options.body !== undefined) {
    headers.set("Content-Type", method === "PATCH" ? "application/merge-patch+json" : "application/json");
  }
  if (options.ifMatch) headers.set("If-Match", options.ifMatch);
  if (method !== "GET") csrfHeaders().forEach((value, name) => headers.set(name, value));
  return headers;
}

/** One request to the API. Resolves with the body and its ETag, or throws an ApiError. */
export async function request<T>(
  method: Method,
  path: string,
  options: Options = {},
): Promise<Answer<T>> {
  const response = await fetch(withQuery(path, options.query), {
    method,
    headers: headersFor(method, options),
    credentials: "same-origin",
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  }).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    throw new ApiError({ title: "unreachable", status: 0 });
  });
  if (!response.ok) throw new ApiError(await problemOf(response));
  const data = (response.status === 204 ? undefined : await response.json()) as T;
  return { data, etag: response.headers.get("ETag") };
}

/** What is at an address, as it came: to keep, and not to read. */
export async function getText(path: string, query: Query): Promise<string> {
  const response = await fetch(withQuery(path, query), { headers: headersFor("GET", {}), credentials: "same-origin" });
  if (!response.ok) throw new ApiError(await problemOf(response));
  return response.text();
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer<T>> =>
  request<T>("GET", path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) });
