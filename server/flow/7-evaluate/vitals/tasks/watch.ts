import { system } from '../../../../../contract/actor.ts'
import { inScope } from '../../../../city/permit/scope.ts'
import type { RecordedFact, TimerHandler } from '../../../../kernel/facts.ts'
import type { Spine, Timer, Tx } from '../../../../kernel/spine.ts'
import { unitsAnswering } from '../reporting/store.ts'
import { areasUnder } from '../rules/areas-under.ts'
import { dueAt } from '../rules/owed-periods.ts'
import { periodStart } from '../rules/period.ts'
import { graceMs, isAsked, isBack, nextLook, owedPeriod, silentSince } from '../rules/task-moments.ts'
import type { LiveTree } from '../store-live-tree.ts'
import type { Change, TreeRead } from '../types.ts'
import { askSoon, freeAnswered, onAsk } from './ask-owner.ts'
import * as store from './store.ts'
import { keepNever, neverTold, owedSince, setNever } from './store-never.ts'

/** Periods back from the owed one in which somebody counts as telling: who told last before them has a task already, or never fell silent under watch. */
const lookBack = 31
/** Areas a notice names; of more it says how many. */
const named = 3

type Deps = { tree: LiveTree; zone: string }

/**
 * A connected vital that is silent for a day becomes a task for its owner, one for each area that told it before; one for its home for all areas
 * that owe it and never told. A timer of each vital looks whenever a value has been owed for a day. The owner is told once of all of theirs.
 */
export function taskHandlers({ tree, zone }: Deps) {
  const onLook: TimerHandler = async ({ vital }, tx) => {
    const found = await store.watchedById(tx, Number(vital))
    if (!found || !isAsked(found)) return
    await look(tx, found, { tree: await tree.read(), zone })
    await tx.setTimer(lookAt(found, tx.now, zone))
  }

  /** Another step of its life, or another definition: whose values are asked for is looked at from now on, whose are not has no task. */
  async function onChanged({ body }: RecordedFact<'vital.moved'> | RecordedFact<'vital.published'>, tx: Tx): Promise<void> {
    const found = await store.watchedByCode(tx, body.vital)
    if (!found) return
    const open = await store.openTasksOf(tx, [found.id])
    if (isAsked(found)) {
      await tx.setTimer(lookAt(found, tx.now, zone))
      if (open.length > 0 && (await store.isHandedOn(tx, found))) {
        await tellSilent(tx, found, { areas: open.map(({ area }) => area), anew: true, tree: await tree.read() })
        await freeAnswered(tx)
      }
      return
    }
    await tx.cancelTimer(`vital.silent:${found.id}`)
    if (open.length === 0) return
    await end(tx, open, { why: 'off', left: 0, tree: await tree.read() })
    await freeAnswered(tx)
  }
  /** Areas have ended: what they were silent about is asked of nobody any more. */
  async function onAreasEnded(tx: Tx): Promise<void> {
    const orphans = await store.orphanTasks(tx)
    if (orphans.length === 0) return
    const open = await store.openTasksOf(tx, [...new Set(orphans.map(({ vital }) => vital))])
    for (const [vital, tasks] of Map.groupBy(orphans, ({ vital }) => vital)) {
      const left = open.filter((task) => task.vital === vital).length - tasks.length
      await end(tx, tasks, { why: 'off', left, tree: await tree.read() })
    }
    await freeAnswered(tx)
  }
  return { onLook, onAsk, onChanged, onAreasEnded }
}

const lookAt = ({ id, definition }: store.Watched, now: Date, zone: string): Timer => ({
  key: `vital.silent:${id}`,
  kind: 'vital.silent',
  dueAt: new Date(nextLook(definition, now.getTime(), zone)),
  body: { vital: id },
  bulk: true,
})

/** At the start: vitals that came another way than through the registry are looked at as well, and at once. */
export async function beginLooks(spine: Pick<Spine, 'transaction'>): Promise<void> {
  await spine.transaction(system, async (tx) => {
    const found = (await store.unwatched(tx)).filter(isAsked)
    const timers = found.map(({ id }) => ({
      key: `vital.silent:${id}`,
      kind: 'vital.silent',
      dueAt: tx.now,
      body: { vital: id },
    }))
    if (timers.length > 0) await tx.setTimer(timers.map((timer) => ({ ...timer, bulk: true })))
  })
}

type Ground = { tree: TreeRead; zone: string }

async function look(tx: Tx, vital: store.Watched, { tree, zone }: Ground): Promise<void> {
  const { definition, id } = vital
  const now = tx.now.getTime()
  const owed = owedPeriod(definition, now, zone)
  const told = await store.newestTold(tx, id, periodStart(definition.cadence, owed, zone, -lookBack))
  const silences = [...told].flatMap(([area, period]): store.Silence[] =>
    period < owed && tree.node(area) ? [{ area, told: period, since: silentSince(definition, period, zone) }] : [],
  )
  const opened = silences.length > 0 ? await store.openTasks(tx, id, silences) : []
  const never = await askNever(tx, vital, told, { tree, zone })
  const areas = [...opened, ...never]
  if (areas.length > 0) await tellSilent(tx, vital, { areas, anew: false, tree })
}

/** Keeps the one task for the areas that owe a vital and never told it; answers them where it is new. */
async function askNever(
  tx: Tx,
  vital: store.Watched,
  told: ReadonlyMap<string, number>,
  { tree, zone }: Ground,
): Promise<readonly string[]> {
  const { id, definition, home, changedAt } = vital
  const now = tx.now.getTime()
  const since = await owedSince(tx, id)
  // Of a vital nobody tells somebody is asked a day after it came to be so; of an area that is missing among others once a value of it was owed for a day.
  const isDue = told.size === 0 ? now - changedAt >= graceMs : dueAt(definition, owedPeriod(definition, now, zone), zone) >= since
  const area = home ?? tree.root
  const owing = isDue ? await owingAreas(tx, vital, tree) : []
  const missing = await neverTold(
    tx,
    id,
    owing.filter((one) => !told.has(one)),
  )
  const never =
    isDue && missing.length === 0 && told.size === 0 && (await store.openTasksOf(tx, [id])).length === 0 ? [area] : missing
  if (never.length > 0) return (await keepNever(tx, { vital: id, area, never, since })) ? never : []
  const open = (await store.openTasksOf(tx, [id])).filter((task) => task.told === null)
  if (open.length > 0 && told.size > 0) await end(tx, open, { why: 'told', left: 0, tree })
  return []
}

/** The areas that should tell a vital: of its tier, under its home, and of those its unit answers for. */
async function owingAreas(tx: Tx, { definition, home }: store.Watched, tree: TreeRead): Promise<string[]> {
  const node = tree.node(home ?? tree.root)
  const unit = definition.owner ? (await unitsAnswering(tx, [definition.owner])).get(definition.owner) : undefined
  const under = node ? areasUnder(tree, node, definition.tier) : []
  return under.filter(({ paths }) => !unit || paths.every((path) => inScope(unit.paths, path))).map(({ code }) => code)
}

type Telling = { areas: readonly string[]; anew: boolean; tree: TreeRead }

async function tellSilent(tx: Tx, { code, home, definition }: store.Watched, { areas, anew, tree }: Telling): Promise<void> {
  const { name, owner = null, ownerPost = null } = definition
  await tx.record({
    ...{ kind: 'vital.silent', subject: code, area: pathOf(tree, areas, home) },
    body: { vital: code, name: name.zh, ...namesOf(tree, areas), owner, ownerPost, anew },
  })
  await askSoon(tx, { owner, ownerPost })
}

/** Values came: the tasks of those areas end that told what should be there by now. In the transaction of the roll-up. */
export async function endToldTasks(tx: Tx, changes: readonly Change[], { tree, zone }: Ground): Promise<void> {
  const now = tx.now.getTime()
  const open = await store.openTasksOf(tx, [...new Set(changes.map(({ vital }) => vital))])
  if (open.length === 0) return
  const over: typeof open = []
  for (const task of open) {
    const told = changes.filter(({ vital, part }) => vital === task.vital && part !== null)
    const back = told.filter(({ period }) => isBack(task.definition, period, now, zone))
    if (task.never === null) {
      if (back.some(({ area }) => task.told === null || area === task.area)) over.push(task)
      continue
    }
    const areas = new Set(told.map(({ area }) => area))
    const left = task.never.filter((area) => !areas.has(area) && area !== task.area)
    if (left.length === 0 && told.length > 0) over.push(task)
    else if (left.length < task.never.length) await setNever(tx, task.id, left)
  }
  for (const tasks of Map.groupBy(over, ({ vital }) => vital).values()) {
    const all = open.filter(({ vital }) => vital === tasks[0]!.vital)
    await end(tx, tasks, { why: 'told', left: all.length - tasks.length, tree })
  }
  if (over.length > 0) await freeAnswered(tx)
}

type Ending = { why: 'told' | 'off'; left: number; tree: TreeRead }

/** Ends tasks of one vital; `left`: those of it that stay open. */
async function end(tx: Tx, tasks: Awaited<ReturnType<typeof store.openTasksOf>>, { why, left, tree }: Ending): Promise<void> {
  await store.endTasks(
    tx,
    tasks.map(({ id }) => id),
    why,
  )
  const { code, definition } = tasks[0]!
  const areas = tasks.map(({ area }) => area)
  await tx.record({
    ...{ kind: 'vital.silence-over', subject: code, area: pathOf(tree, areas, null) },
    body: { vital: code, name: definition.name.zh, ...namesOf(tree, areas), left, why },
  })
}

/** Where a fact about some areas lies: at the one, or where all of them are. */
const pathOf = (tree: TreeRead, areas: readonly string[], home: string | null): string | null =>
  tree.node(areas.length === 1 ? areas[0]! : (home ?? tree.root))?.paths[0] ?? null

const namesOf = (tree: TreeRead, areas: readonly string[]): { areas: string; n: number } => ({
  areas: areas
    .slice(0, named)
    .map((area) => tree.node(area)?.name ?? area)
    .join('、'),
  n: areas.length,
})
