import type { CheckUpBody, CheckUpChange } from '../../../../contract/check-up.ts'
import { type CheckUpChangeKind, checkUpChanges } from '../../../../contract/check-up-kinds.ts'
import type { EventState } from '../../../../contract/event.ts'
import { type Grade, type Risk, risks } from '../../../../contract/scales.ts'
import type { Words } from '../../../../contract/words.ts'

type Why = CheckUpChange['why']
type Lists = Omit<CheckUpBody, 'changes'>
/** 区划变动 since the one before: what became of what, and when. */
export type Areas = readonly { at: string; words: Words }[]
type List = 'outside' | 'unknown' | 'grave' | 'repeated' | 'risky'

/** How things stand now that were named before and are not any more: by the code of a vital, the id of an event, of an object. */
export type Become = {
  areas: Areas
  vitals: ReadonlyMap<string, { standing: string; value: number | null; unit: Words; decimals: number }>
  events: ReadonlyMap<string, { state: EventState; grade: Grade; closedAt: Date | null }>
  risks: ReadonlyMap<string, { level: Risk; since: Date }>
}

const none: Why = {
  ...{ value: null, unit: null, decimals: null, least: null, most: null, grade: null, state: null, events: null },
  ...{ from: null, to: null, reasons: [], since: null },
}
const change = (
  kind: CheckUpChangeKind,
  { board, id }: { board: string; id: string },
  name: Words,
  why: Partial<Why>,
): CheckUpChange => ({ kind, board, id, name, why: { ...none, ...why } })
const plain = (zh: string): Words => ({ zh, en: zh })

/**
 * What is named in one of two check-ups of an area and not in the other, or otherwise, worse things first. A list that was cut off says
 * nothing of what it left out: from it nothing is called new or over.
 */
export function changesBetween(before: Lists, after: Lists, become: Become): CheckUpChange[] {
  const found = [
    ...areas(become),
    ...vitals(before, after, become),
    ...events(before, after, become),
    ...objects(before, after, become),
  ]
  return found.toSorted((a, b) => checkUpChanges.indexOf(a.kind) - checkUpChanges.indexOf(b.kind))
}

/** Figures of before and after are not of the same place: that is why some differ. Of no board, for it is of all. */
const areas = ({ areas: moments }: Become): CheckUpChange[] =>
  moments.map(({ at, words }) => change('areas', { board: '', id: at }, words, { since: at, reasons: [otherPlace] }))

const otherPlace: Words = { zh: '辖区不同，前后不是同一块地方', en: 'before and after are not the same place' }

/** What a list names that the other one does not; nothing where the other was cut off. */
function only<K extends List>(list: K, one: Lists, other: Lists): Lists[K][number][] {
  if (other[list].length < other.of[list]) return []
  const known = new Set(other[list].map(({ id }) => id))
  return (one[list] as Lists[K][number][]).filter(({ id }) => !known.has(id))
}

function vitals(before: Lists, after: Lists, become: Become): CheckUpChange[] {
  const out = only('outside', after, before)
  const silent = only('unknown', after, before)
  const back = only('outside', before, after).flatMap((one) => {
    const now = become.vitals.get(one.id)
    if (now?.standing !== 'normal') return []
    const { name, unit, least, most } = one
    return [change('vital-back', one, name, { value: now.value, unit, decimals: now.decimals, least, most })]
  })
  return [
    ...out.map((one) => {
      const { name, value, unit, decimals, least, most } = one
      return change('vital-outside', one, name, { value, unit, decimals, least, most })
    }),
    ...silent.map((one) => change(one.because === 'no-range' ? 'vital-unjudged' : 'vital-silent', one, one.name, {})),
    ...back,
    // What is heard or judged again and outside is said above.
    ...only('unknown', before, after).flatMap((one) => {
      const now = become.vitals.get(one.id)
      if (now?.standing !== 'normal') return []
      const { value, unit, decimals } = now
      const kind = one.because === 'no-range' ? 'vital-judged' : 'vital-heard'
      return [change(kind, one, one.name, { value, unit, decimals })]
    }),
  ]
}

const events = (before: Lists, after: Lists, become: Become): CheckUpChange[] => [
  ...only('grave', after, before).map((one) =>
    change('grave-open', one, plain(one.title), { grade: one.grade, since: one.openedAt }),
  ),
  ...only('grave', before, after).map((one) => {
    const now = become.events.get(one.id)
    const why = now ? { grade: now.grade, state: now.state, since: now.closedAt?.toISOString() ?? null } : { grade: one.grade }
    return change('grave-ended', one, plain(one.title), why)
  }),
]

const objects = (before: Lists, after: Lists, become: Become): CheckUpChange[] => [
  ...only('risky', after, before).map((one) => change('risk-worse', one, plain(one.name), worse(one))),
  ...moved(before, after),
  ...only('risky', before, after).map((one) => {
    const now = become.risks.get(one.id)
    return change('risk-better', one, plain(one.name), {
      ...{ from: one.level, to: now?.level ?? null, since: now?.since.toISOString() ?? null },
    })
  }),
  ...only('repeated', after, before).map((one) => change('repeat', one, plain(one.name), { events: one.events })),
  ...only('repeated', before, after).map((one) => change('repeat-over', one, plain(one.name), {})),
]

const worse = ({ level, since, why }: Lists['risky'][number]): Partial<Why> => ({ to: level, since, reasons: why })

/** Objects that stand in both and changed between red and orange. */
const moved = (before: Lists, after: Lists): CheckUpChange[] =>
  after.risky.flatMap((one) => {
    const was = before.risky.find(({ id }) => id === one.id)?.level
    if (was === undefined || was === one.level) return []
    const kind = risks.indexOf(one.level) < risks.indexOf(was) ? 'risk-worse' : 'risk-better'
    return [change(kind, one, plain(one.name), { from: was, ...worse(one) })]
  })
