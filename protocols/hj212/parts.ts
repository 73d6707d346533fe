import { type Decoded, decoded, type Rejected, rejected } from '../decoded.ts'
import { createCollector, type Limits } from '../parts.ts'
import { readData } from './items.ts'
import type { Telegram } from './types.ts'

export type Joiner = {
  /** The whole telegram with its last part, null while parts are missing; others come back as they are. */
  add(telegram: Telegram, now: number): Decoded<Telegram> | null
  /** Gives up what has waited too long. */
  expire(now: number): (Rejected & { mn: string; qn: string | null; missing: number[] })[]
}

/** Joins telegrams sent in parts (PNUM, PNO) by QN and MN. */
export function createJoiner(limits: Limits = {}): Joiner {
  const collector = createCollector<Telegram>(limits)
  return {
    add(telegram, now) {
      const { part } = telegram
      if (!part || part.total === 1) return decoded(telegram)
      const key = `${telegram.mn} ${telegram.qn ?? telegram.cn}`
      const found = collector.add({ ...part, key, content: telegram.cp, message: telegram }, now)
      return found?.ok ? decoded(whole(found.value.first, found.value.contents)) : found
    },
    expire: (now) =>
      collector.expire(now).map(({ first: { mn, qn }, missing }) => ({
        ...rejected('part-missing', missing.length),
        mn,
        qn,
        missing,
      })),
  }
}

function whole(first: Telegram, contents: string[]): Telegram {
  const { part: _, ...head } = first
  const cp = contents.map((one) => one.replace(/^;|;$/g, '')).join(';')
  return { ...head, ...readData(cp, first.edition), cp }
}
