import type { Call, Clocks, Plan } from './pack.ts'
import { alignParts } from './plan-parts.ts'
import type { Words } from './words.ts'

/** The tables of a plan, in the order in which they are read. */
export const planParts = ['lead', 'assist', 'inform', 'clocks', 'callConfirm', 'checklist', 'safety'] as const
export type PlanPart = (typeof planParts)[number]

/** One change between two plans. `name`: the row it is about, as it is called there (a call where it has no name of its own). */
export type PlanDifference = {
  part: PlanPart
  what: 'added' | 'removed' | 'changed' | 'moved'
  name: { words: Words } | { call: Call } | { grade: string }
  /** of a change: which column, and both values as they are written in the plan (null: nothing stands there) */
  field?: string
  from?: string | null
  to?: string | null
}

/** A row of a plan: what it is known by, and its columns as they are written in the plan. */
export type PlanRow = { key: string; name: PlanDifference['name']; values: Record<string, string | null> }
type Named = PlanRow

/** What changes from one plan to another, row by row; a row is known by its id or its name, not by its place. */
export function diffPlans(before: Plan, after: Plan): PlanDifference[] {
  const [was, is] = [alignParts(before, after), alignParts(after, before)]
  return planParts.flatMap((part) => diffRows(part, rowsOf[part](was), rowsOf[part](is)))
}

function diffRows(part: PlanPart, before: Named[], after: Named[]): PlanDifference[] {
  const was = new Map(before.map((row) => [row.key, row]))
  const is = new Set(after.map(({ key }) => key))
  const gone = before.filter(({ key }) => !is.has(key)).map(({ name }) => ({ part, what: 'removed' as const, name }))
  const rest = after.flatMap((row): PlanDifference[] => {
    const old = was.get(row.key)
    return old ? changesOf(part, old, row) : [{ part, what: 'added', name: row.name }]
  })
  return [...gone, ...rest, ...movedOf(part, before, after)]
}

const changesOf = (part: PlanPart, old: Named, row: Named): PlanDifference[] =>
  [...new Set([...Object.keys(old.values), ...Object.keys(row.values)])].flatMap((field): PlanDifference[] => {
    const [from, to] = [old.values[field] ?? null, row.values[field] ?? null]
    return from === to ? [] : [{ part, what: 'changed', name: row.name, field, from, to }]
  })

/** Parts whose order says who comes first. */
export const orderedParts: readonly PlanPart[] = ['lead', 'checklist', 'safety']

/** The fewest rows that explain another order: those outside the longest run that kept it. */
function movedOf(part: PlanPart, before: Named[], after: Named[]): PlanDifference[] {
  if (!orderedParts.includes(part)) return []
  const place = new Map(before.map(({ key }, at) => [key, at]))
  const both = after.filter(({ key }) => place.has(key))
  const kept = longestRising(both.map(({ key }) => place.get(key)!))
  return both
    .filter(({ key }) => !kept.has(place.get(key)!))
    .map(({ key, name }) => ({
      ...{ part, what: 'moved' as const, name, field: 'place' },
      ...{ from: String(place.get(key)! + 1), to: String(after.findIndex((row) => row.key === key) + 1) },
    }))
}

function longestRising(numbers: readonly number[]): Set<number> {
  const runs: number[][] = []
  for (const n of numbers) {
    const best = runs.filter((run) => run.at(-1)! < n).reduce<number[]>((a, b) => (b.length > a.length ? b : a), [])
    runs.push([...best, n])
  }
  return new Set(runs.reduce((a, b) => (b.length > a.length ? b : a), []))
}

/** `town-duty town`, `town-post town safety-law A`: a call as one text, for comparing and for a column. */
export const callText = ({ postKind, tier, board, domain, side }: Call): string =>
  [postKind, tier, board, domain, side].filter(Boolean).join(' ')

const unnamed = (key: string, taken: Map<string, number>): string => {
  const n = (taken.get(key) ?? 0) + 1
  taken.set(key, n)
  return n === 1 ? key : `${key} ${n}`
}
/** Two rows of one name are told apart by which of them comes first. */
const keyed = (rows: Named[]): Named[] => {
  const taken = new Map<string, number>()
  return rows.map((row) => ({ ...row, key: unnamed(row.key, taken) }))
}

/** Whose charge is asked first, and who is told only: what a call says beside who it is. */
const besides = (calls: Call[]): Record<string, string | null> => ({
  charge: calls.flatMap(({ charge }) => charge ?? []).join(' ') || null,
  told: calls.some(({ inform }) => inform)
    ? calls
        .filter(({ inform }) => inform)
        .map(callText)
        .join(' + ')
    : null,
})
const whenText = (when: Plan['assist'][number]['when']): string | null => (when ? `${when.detail}: ${when.is.join(', ')}` : null)

const clockFields = ['accept', 'arrive', 'report', 'finish', 'calendar', 'limit'] as const satisfies readonly (keyof Clocks)[]

const rowsOf: Record<PlanPart, (plan: Plan) => Named[]> = {
  lead: ({ lead }) =>
    keyed(
      lead.map(({ name, call }) => ({
        ...{ key: name.zh, name: { words: name } },
        values: { call: call.map(callText).join(' + '), ...besides(call), en: name.en },
      })),
    ),
  assist: ({ assist }) =>
    keyed(
      assist.map(({ id, name, call, grades, mandatory, when, evacuates, closes }) => ({
        ...{ key: id ?? name.zh, name: { words: name } },
        values: {
          ...(id === undefined ? {} : { name: name.zh }),
          ...(evacuates ? { evacuates: 'true' } : {}),
          ...(closes === undefined ? {} : { closes }),
          ...{ call: callText(call), ...besides([call]), grades: [...grades].sort().join(' ') },
          ...{ mandatory: String(mandatory), only: whenText(when), en: name.en },
        },
      })),
    ),
  inform: ({ inform }) =>
    keyed(
      inform.map(({ call, grades }) => ({
        ...{ key: callText(call), name: { call } },
        values: { ...besides([call]), grades: [...grades].sort().join(' ') },
      })),
    ),
  clocks: ({ clocks }) =>
    Object.entries(clocks).map(([grade, one]) => ({
      ...{ key: grade, name: { grade } },
      values: Object.fromEntries(clockFields.map((field) => [field, one[field] ?? null])),
    })),
  callConfirm: ({ callConfirm = {}, confirmAnew }) =>
    Object.entries(callConfirm).map(([grade, steps]) => ({
      ...{ key: grade, name: { grade } },
      values: {
        steps: steps.map(({ channel, after }) => `${channel} ${after}`).join(', '),
        anew: confirmAnew ? 'true' : null,
      },
    })),
  checklist: ({ checklist }) =>
    checklist.map(({ id, name, kind, required, reading, unit, when }) => ({
      ...{ key: id, name: { words: name } },
      values: {
        ...{ name: name.zh, en: name.en, kind, required: String(required) },
        ...{ reading: reading ?? null, unit: unit ?? null, when: when ?? null },
      },
    })),
  safety: ({ safety }) => keyed(safety.map((words) => ({ key: words.zh, name: { words }, values: { en: words.en } }))),
}

/** The rows of one part of a plan, in the order in which they stand there. */
export const planRows = (part: PlanPart, plan: Plan): PlanRow[] => rowsOf[part](plan)
