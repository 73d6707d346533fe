import type { z } from 'zod'
import { reasonOf } from '../../contract/issue-reason.ts'
import { reasonWords } from '../../contract/refusal-reasons.ts'
import type { Language } from '../../contract/rule-words/language.ts'

/** What keeps a JSON from being one, and where: `levels.0.hold`; empty for the whole. */
export type JsonFault = { path: string; words: string }

/** The thing a JSON says, as the contract knows it, or its first fault. */
export function readJson<T>(shape: z.ZodType<T>, json: string, lang: Language): { value: T } | { fault: JsonFault } {
  let read: unknown
  try {
    read = JSON.parse(json)
  } catch {
    return { fault: { path: '', words: reasonWords('json.broken', {}, lang) } }
  }
  const shaped = shape.safeParse(read)
  if (shaped.success) return { value: shaped.data }
  const issue = shaped.error.issues[0]!
  const { reason, given = {} } = reasonOf({ ...issue })
  return { fault: { path: issue.path.map(String).join('.'), words: reasonWords(reason, given, lang) } }
}
