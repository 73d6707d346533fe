import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { TruthLine, TruthWatch } from '../contract/truth.ts'

export type Truth = {
  /** Writes what is truly so, once for each state of it: the same again writes nothing. */
  tell(line: TruthLine): void
  /** Writes of how many things everything that is so will be written. */
  watch(line: TruthWatch): void
}

/** So many states are remembered against writing them twice; far more than last at a time. */
const mostRemembered = 5_000

/** The file of the truth, begun anew; without a path nothing is written. `begunMs`: of the city, where it was not the first one here. */
export function openTruth(path: string | null, begunMs: number | null = null): Truth {
  if (path === null) return { tell: () => undefined, watch: () => undefined }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, begunMs === null ? '' : `${JSON.stringify({ begun: isoOf(begunMs) })}\n`)
  const told = new Map<string, string>()
  return {
    watch: (line) => appendFileSync(path, `${JSON.stringify(line)}\n`),
    tell(line) {
      const text = JSON.stringify(line)
      if (told.get(line.id) === text) return
      told.delete(line.id)
      told.set(line.id, text)
      if (told.size > mostRemembered) told.delete(told.keys().next().value!)
      appendFileSync(path, `${text}\n`)
    },
  }
}

export const isoOf = (ms: number): string => new Date(ms).toISOString()
/** A moment that may never come. */
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : isoOf(ms))
