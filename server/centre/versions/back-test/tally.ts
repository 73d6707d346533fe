import type { BacktestExample, BacktestSide } from '../../../../contract/backtest.ts'
import { allRoutes, routeEvent } from '../../../flow/4-dispatch/store-route.ts'
import type { Route } from '../../../flow/4-dispatch/types.ts'
import type { Db } from '../../../kernel/spine.ts'
import { againOf, type Pair, pairAlarms, verdictOf } from './rules/compare.ts'
import { minutesOf } from './rules/minutes.ts'
import type { ObjectLine } from './store.ts'
import type { Played, PlayedEvent, Verdict } from './types.ts'

const mostExamples = 100
const mostPosts = 20
const mostRoutes = 5_000

/** Who is called, asked of the present roster, each question once. */
function createCalls(db: Db, now: Date) {
  const people = new Set<string>()
  const posts = new Map<string, BacktestSide['posts'][number]>()
  const routes = new Map<string, Promise<Route[]>>()
  let [calls, minutes] = [0, 0]

  function routesOf({ type, grade }: PlayedEvent, object: ObjectLine): Promise<Route[]> {
    const key = `${type.id} ${grade} ${object.id}`
    const known = routes.get(key)
    if (known) return known
    if (routes.size >= mostRoutes) routes.clear()
    const routed = { type: type.id, area: object.area, grade, object: object.id }
    const asked = routeEvent(db, type.plan, routed, { now, chosen: null }).then(allRoutes)
    routes.set(key, asked)
    return asked
  }
  return {
    async call(event: PlayedEvent, object: ObjectLine): Promise<void> {
      const asked = await routesOf(event, object)
      for (const holder of asked.flatMap(({ holders }) => holders)) {
        if (!holder.person) continue
        calls += 1
        people.add(holder.person)
        const line = posts.get(holder.post) ?? { post: holder.post, name: holder.post_name, unitName: holder.unit_name, calls: 0 }
        posts.set(holder.post, { ...line, calls: line.calls + 1 })
      }
      minutes += minutesOf(event.type.plan.checklist, asked.filter(({ role }) => role !== 'inform').length)
    },
    sum: (): Pick<BacktestSide, 'calls' | 'people' | 'minutes' | 'posts'> => ({
      ...{ calls, people: people.size, minutes: Math.round(minutes * 10) / 10 },
      posts: [...posts.values()].sort((a, b) => b.calls - a.calls || a.post.localeCompare(b.post)).slice(0, mostPosts),
    }),
  }
}

/** Adds up one side, object by object. */
export function createTally(db: Db, now: Date) {
  const calls = createCalls(db, now)
  const events: BacktestSide['events'] = { auto: 0, triage: 0, byGrade: {}, real: 0, falseAlarm: 0 }
  const bySeverity = { red: 0, orange: 0, yellow: 0, blue: 0 }
  const byRule: Record<string, number> = {}
  let [alarms, again, muted] = [0, 0, 0]
  return {
    async add(played: Played, object: ObjectLine, verdicts: Verdict[]): Promise<void> {
      alarms += played.alarms.length
      again += againOf(played)
      muted += played.alarms.filter((alarm) => alarm.muted).length
      for (const { severity, rule } of played.alarms) {
        bySeverity[severity] += 1
        byRule[rule] = (byRule[rule] ?? 0) + 1
      }
      for (const event of played.events) {
        events[event.mode] += 1
        events.byGrade[event.grade] = (events.byGrade[event.grade] ?? 0) + 1
        const verdict = verdictOf(event, verdicts)
        if (verdict) events[verdict === 'false' ? 'falseAlarm' : 'real'] += 1
        if (event.mode === 'auto') await calls.call(event, object)
      }
    },
    sum(): BacktestSide {
      const judged = events.real + events.falseAlarm
      const falseShare = judged > 0 ? Math.round((events.falseAlarm / judged) * 1000) / 1000 : null
      return { alarms, muted, bySeverity, byRule, again, events, falseShare, ...calls.sum() }
    },
  }
}

/** What differs between both sides, counted, with the first of them as examples. */
export function createDifference() {
  const counts = { same: 0, new: 0, gone: 0, graver: 0, milder: 0 }
  const examples: BacktestExample[] = []
  return {
    counts,
    examples,
    add(live: Played, tried: Played, object: ObjectLine): void {
      for (const pair of pairAlarms(live, tried)) {
        counts[pair.what] += 1
        if (pair.what !== 'same' && examples.length < mostExamples) examples.push(exampleOf(pair, pair.what, object))
      }
    },
  }
}

function exampleOf({ live, tried }: Pair, what: BacktestExample['what'], object: ObjectLine): BacktestExample {
  const shown = (tried ?? live)!
  return {
    ...{ object: object.id, label: object.label, family: shown.family, what, rule: shown.rule },
    since: new Date(shown.since).toISOString(),
    cleared: shown.cleared === null ? null : new Date(shown.cleared).toISOString(),
    live: live?.severity ?? null,
    tried: tried?.severity ?? null,
  }
}
