import { type Decoded, decoded, rejected } from './decoded.ts'

/** One part of a message: which message it belongs to, where it stands in it (from 1), and what it holds. */
export type Part<M> = { key: string; total: number; number: number; content: string; message: M }

/**
 * How long the next part is waited for, how many messages may be open at once, how many parts and characters one may have. `again`: what
 * has waited too long waits as long once more, so that its missing parts can be asked for.
 */
export type Limits = { waitMs?: number; open?: number; parts?: number; length?: number; again?: boolean }

export type Collector<M> = {
  /** The first part that came and all contents in order once the last is there; null while parts are missing. */
  add(part: Part<M>, now: number): Decoded<{ first: M; contents: string[] }> | null
  /** Gives up what has waited too long, oldest first; `again`: not yet, its missing parts may be asked for. */
  expire(now: number): { first: M; missing: number[]; again: boolean }[]
}

type Open<M> = { first: M; total: number; contents: Map<number, string>; length: number; until: number; again: boolean }

const fresh = <M>(part: Part<M>): Open<M> => ({
  first: part.message,
  total: part.total,
  contents: new Map(),
  length: 0,
  until: 0,
  again: false,
})

/**
 * Collects messages sent in parts, within bounds. A part that comes twice is counted once; the same number with another
 * content, or another total, begins the message anew.
 */
export function createCollector<M>(limits: Limits): Collector<M> {
  const { waitMs = 60_000, open: most = 1_000, parts = 4_096, length: longest = 8_000_000, again = false } = limits
  const open = new Map<string, Open<M>>()
  return {
    add(part, now) {
      const { key, total, number, content } = part
      if (total > parts) return rejected('too-many-parts', total)
      const before = open.get(key)
      if (!before && open.size >= most) return rejected('too-many-parts', open.size)
      const known = before?.contents.get(number)
      if (before && now < before.until && before.total === total && known === content) return null
      const stale = !before || now >= before.until || before.total !== total || known !== undefined
      const entry = stale ? fresh(part) : before
      open.delete(key)
      entry.contents.set(number, content)
      entry.length += content.length
      entry.until = now + waitMs
      if (entry.length > longest) return rejected('too-long', entry.length)
      if (entry.contents.size === total) return decoded({ first: entry.first, contents: inOrder(entry) })
      open.set(key, entry)
      return null
    },
    expire(now) {
      const gone: ReturnType<Collector<M>['expire']> = []
      for (const [key, entry] of open) {
        if (now < entry.until) break
        open.delete(key)
        const once = again && !entry.again
        if (once) open.set(key, { ...entry, again: true, until: now + waitMs })
        gone.push({ first: entry.first, missing: missing(entry), again: once })
      }
      return gone
    },
  }
}

const inOrder = <M>({ total, contents }: Open<M>): string[] => Array.from({ length: total }, (_, i) => contents.get(i + 1)!)
const missing = <M>({ total, contents }: Open<M>): number[] =>
  Array.from({ length: total }, (_, i) => i + 1).filter((number) => !contents.has(number))
