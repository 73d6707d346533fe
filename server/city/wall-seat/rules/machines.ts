import type { Machine } from '../types.ts'

/** Used within this time of now is in use. */
export const inUseMs = 5 * 60_000

/**
 * The two machines that use a seat at the same time: each came while the other was still there. A machine whose address changed is one that left and
 * another that came.
 */
export function twoInUse(machines: readonly Machine[], { now, rate }: { now: Date; rate: number }): [Machine, Machine] | null {
  const since = now.getTime() - inUseMs * rate
  const lately = machines
    .filter(({ lastAt }) => lastAt.getTime() > since)
    .toSorted((a, b) => a.firstAt.getTime() - b.firstAt.getTime())
  for (const [n, older] of lately.entries())
    for (const newer of lately.slice(n + 1)) if (newer.firstAt < older.lastAt) return [older, newer]
  return null
}

const browsers: readonly [name: string, mark: RegExp][] = [
  ['Edge', /Edg\/(\d+)/],
  ['Firefox', /Firefox\/(\d+)/],
  ['Chrome', /Chrom(?:e|ium)\/(\d+)/],
  ['Safari', /Version\/(\d+).*Safari/],
]
const systems: readonly [name: string, mark: RegExp][] = [
  ['Windows', /Windows/],
  ['Android', /Android/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux|X11/],
]

/** What a browser calls itself, short enough to be read: “Chrome 126 · Windows”. */
export function browserWords(agent: string): string {
  const browser = browsers.flatMap(([name, mark]) => {
    const found = mark.exec(agent)
    return found ? [`${name} ${found[1]}`] : []
  })[0]
  const system = systems.find(([, mark]) => mark.test(agent))?.[0]
  return [browser ?? agent.slice(0, 40), system].filter(Boolean).join(' · ') || '—'
}
