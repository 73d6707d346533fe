import type { Systems } from '../types.ts'

type Values = Record<string, number>
/** What some systems behind one device say of themselves, by system; a name that is left out is as it was. */
export type SystemWords = Record<string, Values>

/** Systems remembered of one device; of more than these the ones that have been normal for longest are forgotten. */
export const mostSystems = 256

/**
 * How the systems stand after a word of some of them that came in its order. `after`: only what is newer than the last word of the same
 * system counts, and of one moment what is raised stays raised: its order is not known.
 */
export function hearSystems(systems: Systems, words: SystemWords, at: Date, order: 'next' | 'unknown'): Systems {
  const heard: Systems = { ...systems }
  for (const [system, said] of Object.entries(words)) {
    const last = Object.hasOwn(heard, system) ? heard[system]! : null
    const since = last && order === 'unknown' ? at.getTime() - Date.parse(last.at) : 1
    if (since < 0) continue
    heard[system] = { at: at.toISOString(), values: { ...last?.values, ...(since === 0 ? raised(said, last!.values) : said) } }
  }
  return bounded(heard)
}

/**
 * The values of the device as a whole: of what its systems have a word in, the highest of all of them. A system that spoke and was not
 * taken back since counts on; one that never spoke says nothing.
 */
export function asOneDevice(values: Values, words: SystemWords, systems: Systems): Values {
  const whole = { ...values }
  for (const name of new Set(Object.values(words).flatMap(Object.keys)))
    whole[name] = Math.max(...Object.values(systems).map((one) => one.values[name] ?? 0))
  return whole
}

/** Of a late word only what it raised then: how all the others stood at that moment nobody knows. */
export function raisedOnly(values: Values, words: SystemWords): Values {
  const said = new Set(Object.values(words).flatMap(Object.keys))
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !said.has(name) || value > 0))
}

/** Does a kept reading say all of these already? */
export const saysAll = (kept: Values, values: Values): boolean =>
  Object.entries(values).every(([name, value]) => kept[name] === value)

const raised = (said: Values, last: Values): Values =>
  Object.fromEntries(Object.entries(said).map(([name, value]) => [name, Math.max(value, last[name] ?? 0)]))

function bounded(systems: Systems): Systems {
  const all = Object.entries(systems)
  if (all.length <= mostSystems) return systems
  const weight = ({ values }: Systems[string]): number => Math.max(0, ...Object.values(values))
  all.sort(([, a], [, b]) => weight(b) - weight(a) || (a.at < b.at ? 1 : -1))
  return Object.fromEntries(all.slice(0, mostSystems))
}
