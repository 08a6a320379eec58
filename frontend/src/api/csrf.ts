const COOKIE = "csrftoken";

function token(): string | undefined {
  return document.cookie
    .split("; ")
    .find((pair) => pair.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);
}

/** The header Django asks for on every change made with a session cookie. */
export function csrfHeaders(): Headers {
  const value = token();
  return new Headers(value ? { "X-CSRFToken": value } : {});
}
