import { type FactView, factKinds } from '../../../../contract/fact.ts'
import { periodWords } from '../../../../contract/period-words.ts'
import type { Words } from '../../../../contract/words.ts'
import { codeWords } from './code-words.ts'

/** Keys of a body whose values are codes, and the scales they may be of. */
const scales: Readonly<Record<string, readonly string[]>> = {
  ...{ severity: ['severity'], role: ['role'], clock: ['clock'], verb: ['verb'], source: ['source'], reason: ['reason'] },
  ...{ why: ['because'], outcome: ['outcome'], channel: ['channel'], answer: ['answer'], from: ['grade', 'severity'] },
  ...{ to: ['grade'], grade: ['grade'], kind: ['evidence.did'], cause: ['cleared'], foundBy: ['found-by'], how: ['letter.how'] },
}
type Names = { time(at: string): string; name(key: string, code: string): Words | null }

/** The sentence of a fact from its template, for a sheet that is read without a screen; codes become words, moments city time. */
export function sayFact(fact: Pick<FactView, 'kind' | 'body' | 'actor'>, names: Names): Words {
  const kind = fact.kind in factKinds ? factKinds[fact.kind as keyof typeof factKinds] : null
  if (!kind) return { zh: fact.kind, en: fact.kind }
  const of = (at: 0 | 1): string => {
    const values: Record<string, string> = {}
    for (const [key, value] of Object.entries(fact.body)) values[key] = wordOf(key, value, { ...names, at })
    values.by ||= fact.actor.name ?? (at === 0 ? '平台' : 'the platform')
    // Nothing was measured: what is so is what the rule says.
    if (fact.body.value === null && values.rule) values.reading = values.rule
    return fill(at === 0 ? kind.zh : kind.en, values)
  }
  return { zh: of(0), en: of(1) }
}

function wordOf(key: string, value: unknown, { at, time, name }: Names & { at: 0 | 1 }): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(Math.round(value * 100) / 100)
  if (typeof value === 'object' && 'zh' in value && 'en' in value) return String(at === 0 ? value.zh : value.en)
  if (typeof value !== 'string') return ''
  if (key === 'period' || key === 'quarter') return periodWords(value)[at === 0 ? 'zh' : 'en']
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return time(value)
  for (const scale of scales[key] ?? []) {
    const found = codeWords[`${scale}.${value}`]
    if (found) return found[at]
  }
  return name(key, value)?.[at === 0 ? 'zh' : 'en'] ?? value
}

/** A part in `[]` is written only when all its values are there; a unit may be none. */
const fill = (template: string, values: Record<string, string>): string =>
  template
    .replace(/\[([^\]]*)\]/g, (_, part: string) =>
      Array.from(part.matchAll(/\{(\w+)\}/g)).every(([, name]) => name === 'unit' || values[name ?? '']) ? part : '',
    )
    .replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
