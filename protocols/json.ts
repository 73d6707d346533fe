import { type Decoded, decoded, rejected } from './decoded.ts'

/** What is nested deeper could not be written again. */
const mostDepth = 200

/**
 * JSON text as a value. `too-short` for none, `bad-json` for what is none, and for a name that would reach into objects
 * (`__proto__`) or more than 200 levels (`depth`).
 */
export function readJson(text: string): Decoded<unknown> {
  if (text.trim() === '') return rejected('too-short', 0)
  if (isDeep(text)) return rejected('bad-json', 'depth')
  let forbidden = false
  try {
    const value: unknown = JSON.parse(text, (key, inner: unknown) => {
      forbidden ||= key === '__proto__'
      return inner
    })
    return forbidden ? rejected('bad-json', '__proto__') : decoded(value)
  } catch {
    return rejected('bad-json')
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isDeep(text: string): boolean {
  let depth = 0
  let inText = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 34) inText = !inText
    else if (inText) {
      if (code === 92) i++
    } else if (code === 91 || code === 123) {
      if (++depth > mostDepth) return true
    } else if (code === 93 || code === 125) depth--
  }
  return false
}
