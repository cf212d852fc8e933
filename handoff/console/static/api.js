/**
 * One small door to the server: JSON in, JSON out, every failure one of two kinds.
 *
 * ApiError: the server answered, and said no (status, machine word, Norwegian sentence).
 * NetworkError: nobody answered in time, or what answered was not our server.
 */

export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} word machine word, such as "lease_lost"
   * @param {string} message sentence a person can read, or ""
   * @param {object} body the whole answer
   */
  constructor(status, word, message, body) {
    super(message || word);
    this.name = "ApiError";
    this.status = status;
    this.word = word;
    this.sentence = message;
    this.body = body;
  }

  /** @returns {boolean} true when the same call may well succeed later */
  get passing() {
    return this.status >= 500 || this.status === 429 || this.status === 408;
  }
}

export class NetworkError extends Error {
  constructor() {
    super("network");
    this.name = "NetworkError";
  }
}

/**
 * @typedef {object} Options
 * @property {object} [body] sent as JSON
 * @property {string} [token] bearer token of a parent's conversation
 * @property {AbortSignal} [signal] ends the call; the promise rejects with AbortError
 * @property {boolean} [keepalive] let the call outlive the page
 * @property {number} [timeoutMs] longest wait for an answer, default 15 000
 */

/**
 * Call the server.
 * @param {string} method
 * @param {string} path
 * @param {Options} [options]
 * @returns {Promise<any>} the decoded answer, or null for 204
 */
export async function request(method, path, options = {}) {
  const { body, token, signal, keepalive = false, timeoutMs = 15000 } = options;
  const timer = timeoutSignal(timeoutMs, signal);
  try {
    const response = await fetch(path, {
      method,
      keepalive,
      headers: headersFor(body, token),
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: timer.signal,
      credentials: "same-origin",
      cache: "no-store",
    });
    return await decode(response);
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted) throw error;
    throw new NetworkError();
  } finally {
    timer.clear();
  }
}

function headersFor(body, token) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  return headers;
}

/**
 * Read an answer. A page where JSON was promised (a hotel's log-in page) counts as no network, and so does a refusal
 * without our machine word: a filter's 403 or 404 says nothing about the conversation.
 */
async function decode(response) {
  if (response.status === 204) return null;
  const text = await response.text();
  let body = null;
  try {
    body = JSON.parse(text);
  } catch {
    if (response.ok) throw new NetworkError();
  }
  if (response.ok) return body;
  const error = new ApiError(response.status, body?.error ?? "unknown", body?.message ?? "", body ?? {});
  if (typeof body?.error !== "string" && !error.passing) throw new NetworkError();
  throw error;
}

/** A signal that ends after `ms`, or when `outer` does. AbortSignal.any is missing on older phones. */
function timeoutSignal(ms, outer) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, ms);
  if (outer?.aborted) stop();
  outer?.addEventListener("abort", stop);
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      outer?.removeEventListener("abort", stop);
    },
  };
}

/** @returns {string} a random UUID; crypto.randomUUID is missing on plain http */
export function newClientId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
