import type { Yes } from '../types.ts'

/** Did the gateway take the message? By the value at a dotted path of its JSON answer; without such a rule a 2xx is enough. */
export function saidYes(yes: Yes | null, answer: string): boolean {
  if (!yes) return true
  let at: unknown
  try {
    at = JSON.parse(answer)
  } catch {
    return false // not JSON at all: certainly not the yes that was asked for
  }
  for (const name of yes.path.split('.')) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, name)) return false
    at = (at as Record<string, unknown>)[name]
  }
  return typeof at !== 'object' && String(at) === yes.equals
}
