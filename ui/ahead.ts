/**
 * What a page's first script asked for while the app's own scripts were still coming. `heardAt`: ms of the machine's clock; null: not yet.
 * `body`: what it said; undefined: not read yet, refused, or without words.
 */
export type Ahead = { answer: Promise<Response>; heardAt: number | null; body: unknown }

declare global {
  /** By address; each is used once. */
  var zhiliAhead: Record<string, Ahead> | undefined
}

/** An answer older than this (ms) when it is wanted is asked for anew. */
const longest = 10_000

/** Asks and keeps the answer for the app. Resolves to what it says; undefined: refused, or without words. Rejects when nothing comes back. */
export async function askAhead(url: string, headers: Record<string, string>): Promise<unknown> {
  const ahead: Ahead = { answer: fetch(url, { credentials: 'same-origin', headers }), heardAt: null, body: undefined }
  globalThis.zhiliAhead = { ...globalThis.zhiliAhead, [url]: ahead }
  const answer = await ahead.answer
  ahead.heardAt = Date.now()
  // The app may be waiting for the answer itself; this reads a copy.
  if (answer.ok)
    ahead.body = await answer
      .clone()
      .json()
      .catch(() => undefined)
  return ahead.body
}

/** What was asked ahead at an address and is neither used yet nor old. */
export function aheadAt(url: string): Ahead | undefined {
  const ahead = globalThis.zhiliAhead?.[url]
  return ahead && Date.now() - (ahead.heardAt ?? Date.now()) <= longest ? ahead : undefined
}

/**
 * For a read of the query cache: what was heard ahead stands there from the first picture on, without a picture that waits for it. Used
 * once, as by `takeAhead`. The types are what the caller says, as in `request`.
 */
export function heardAhead<T>(url: string): { initialData: () => T | undefined; initialDataUpdatedAt: () => number | undefined } {
  const ahead = aheadAt(url)
  const heardAt = ahead?.heardAt ?? undefined
  return {
    initialData: () => {
      if (ahead?.body === undefined || aheadAt(url) !== ahead) return undefined
      delete globalThis.zhiliAhead?.[url]
      return ahead.body as T
    },
    initialDataUpdatedAt: () => heardAt,
  }
}

/**
 * The answer that was asked for ahead, once; null: there is none or it is old, or nothing came back, and the app asks by itself. Anything
 * but a GET changes what would be answered: what has not been used by then is forgotten.
 */
export async function takeAhead(method: string, url: string): Promise<Response | null> {
  const ahead = aheadAt(url)
  if (method !== 'GET') globalThis.zhiliAhead = undefined
  if (method !== 'GET' || !ahead) return null
  delete globalThis.zhiliAhead?.[url]
  return ahead.answer.catch(() => null)
}
