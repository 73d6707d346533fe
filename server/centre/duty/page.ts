import type { DutyPost, DutyShift } from '../../../contract/duty.ts'
import { isSameGap } from '../../city/duty/rules/gap-changes.ts'
import { covering, gapsIn, mayCancel, nowAndNext, standing } from '../../city/duty/rules/roster.ts'
import { type AppointedLine, appointedTo, keptPosts, shiftsOfPosts } from '../../city/duty/store.ts'
import type { NamedShift, Span } from '../../city/duty/types.ts'
import { inScope } from '../../city/permit/scope.ts'
import { holdersOfPosts } from '../../flow/4-dispatch/store.ts'
import type { Holder } from '../../flow/4-dispatch/types.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { type LastCall, lastCalls, type PostLine, readPosts, type ToldLine, toldGaps } from './store.ts'

type Found = {
  shifts: NamedShift[]
  kept: Set<string>
  holders: Holder[]
  appointed: AppointedLine[]
  last: LastCall[]
  told: ToldLine[]
}

/** Posts of the wished areas with their roster in the window, which begins now. */
export async function dutyPosts(db: Db, caller: Caller, prefixes: readonly string[], window: Span): Promise<DutyPost[]> {
  const posts = await readPosts(db, prefixes, window.from)
  const ids = posts.map(({ post }) => post)
  const [shifts, kept, holders, appointed, last, told] = await Promise.all([
    shiftsOfPosts(db, ids, window),
    keptPosts(db, ids),
    holdersOfPosts(db, ids, window.from),
    appointedTo(db, ids, window.from),
    lastCalls(db, ids),
    toldGaps(db, ids),
  ])
  return posts.map((post) => viewOf(post, { shifts, kept, holders, appointed, last, told }, caller, window))
}

function viewOf(line: PostLine, found: Found, caller: Caller, window: Span): DutyPost {
  const of = <T extends { post: string }>(rows: readonly T[]): T[] => rows.filter(({ post }) => post === line.post)
  const [shifts, appointed, now] = [of(found.shifts), of(found.appointed), window.from]
  const counting = standing(shifts, appointed, now)
  const turns = nowAndNext(counting, now)
  const mayArrange = caller.permits.has('duty.arrange') && isOver(caller, line.paths)
  const shown = (shift: NamedShift) => shiftView(shift, { now, stands: counting.includes(shift), mayArrange })
  const [last] = of(found.last)
  const kept = found.kept.has(line.post)
  const people = appointed.filter(({ from }) => from <= now)
  return {
    post: line.post,
    postName: line.post_name,
    unit: line.unit,
    unitName: line.unit_name,
    unitShort: line.unit_short,
    tier: line.tier,
    phone: line.phone,
    kept,
    now: turns.now && shown(turns.now),
    next: turns.next && shown(turns.next),
    shifts: shifts.map(shown),
    gaps: kept ? gapsIn(covering(shifts, appointed), window).map((gap) => gapView(gap, of(found.told))) : [],
    answering: of(found.holders).flatMap(({ person, person_name }) => (person ? [{ person, name: person_name ?? '' }] : [])),
    people: [...new Map(people.map(({ person, name }) => [person, { person, name }])).values()],
    lastCall: last
      ? {
          personName: last.person_name,
          channel: last.channel,
          state: last.state,
          answer: last.answer,
          at: last.asked_at.toISOString(),
        }
      : null,
    allowed: allowedAt(turns, caller, mayArrange),
  }
}

/** Over all areas of the unit, not only one of them: a district does not roster a zone that reaches into it. */
export const isOver = (caller: Caller, paths: readonly string[]): boolean =>
  paths.length > 0 && paths.every((path) => inScope(caller.scope, path))

function allowedAt(
  { now, next }: ReturnType<typeof nowAndNext<NamedShift>>,
  caller: Caller,
  mayArrange: boolean,
): DutyPost['allowed'] {
  const call: DutyPost['allowed'] = caller.permits.has('duty.call') ? ['call'] : []
  if (!mayArrange) return call
  return [...call, 'arrange', 'phone', ...(now && next && next.person !== now.person ? (['hand-over'] as const) : [])]
}

type Shown = { now: Date; stands: boolean; mayArrange: boolean }

/** A shift that covers nothing may be given to another or taken back like any other: that is how such a roster is mended. */
function shiftView(shift: NamedShift, { now, stands, mayArrange }: Shown): DutyShift {
  const { id, person, person_name, deputy, deputy_name, from, to } = shift
  const cancel = mayCancel(shift, now).ok ? (['cancel'] as const) : []
  return {
    id,
    person,
    personName: person_name,
    deputy,
    deputyName: deputy_name,
    from: from.toISOString(),
    to: to.toISOString(),
    stands,
    allowed: mayArrange && to > now ? ['substitute', ...cancel] : [],
  }
}

function gapView({ from, to }: Span, told: readonly ToldLine[]): DutyPost['gaps'][number] {
  const said = told.find((one) => isSameGap({ from, to }, one))
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    told: said ? { at: said.at.toISOString(), names: said.names } : null,
  }
}
