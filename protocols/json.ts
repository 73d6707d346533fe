import { type Decoded, decoded, rejected } from './decoded.ts'

/** JSON text as a value. `too-short` for none, `bad-json` for what is none, and for a name that would reach into objects (`__proto__`). */
export function readJson(text: string): Decoded<unknown> {
  if (text.trim() === '') return rejected('too-short', 0)
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
