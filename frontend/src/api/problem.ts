/**
 * One fault the API names, with where in the body it is (a JSON pointer such as `/data/endsOn`); a fault
 * about the subject itself has no place.
 */
export interface Fault {
  pointer?: string;
  code: string;
  message: string;
}

/** An RFC 9457 problem document, as every 4xx and 5xx of the API carries. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  errors?: readonly Fault[];
}

/** Thrown for every answer that is not a success; status 0 means the server could not be reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = "ApiError";
    this.status = problem.status;
    this.problem = problem;
  }
}

/** Reads a failed answer; falls back to the bare status where the body is no problem document. */
export async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = { title: response.statusText, status: response.status };
  if (!response.headers.get("Content-Type")?.includes("json")) return fallback;
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== "object" || body === null) return fallback;
  return { ...fallback, ...body, status: response.status };
}
