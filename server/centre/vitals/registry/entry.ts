import { vitalMoves } from '../../../../contract/vital-kinds.ts'
import type { VitalEntry } from '../../../../contract/vital-registry.ts'
import { feedingOpening } from '../../../flow/7-evaluate/vitals/store-opening.ts'
import { toProblem } from '../../../kernel/result.ts'
import type { Db } from '../../../kernel/spine.ts'
import { groundsOf, homeNode, type Keeping, mayChange } from './registry.ts'
import { changesOf } from './rules/changes.ts'
import { stepTo } from './rules/life.ts'
import { needsSecond } from './rules/needs-second.ts'
import { answersFor } from './second/answer.ts'
import { confirmedBy, type RequestRow, waitingOf } from './second/store.ts'
import * as store from './store.ts'

/** A vital as its registry shows it: its versions with what each changed, its life so far, and where it may go. */
export async function entryOf(db: Db & { now: Date }, vital: store.Registered, keeping: Keeping): Promise<VitalEntry> {
  const waiting = await waitingOf(db, vital.id)
  const confirmed = await confirmedBy(db, vital.id)
  const [draft, versions, steps] = [
    // What waits stands there instead of the draft it was.
    waiting ? null : await store.draftOf(db, vital.id),
    await store.versionsOf(db, vital.id),
    await store.stepsOf(db, vital.code),
  ]
  const writers = [...versions, ...(draft ? [draft] : [])].map(({ by }) => by)
  const authors = await store.authorsOf(db, [...writers, ...steps.map(({ actor }) => actor.id)])
  const named = (id: string): string => authors.get(id) ?? id
  const { owner } = vital.definition
  const node = homeNode(keeping.tree, vital.home)
  return {
    ...{ definition: vital.definition, state: vital.state, version: vital.version, changedAt: vital.changedAt.toISOString() },
    home: { code: node.code, name: node.name },
    ownerName: owner ? ((await store.namesOf(db, [owner], db.now)).units.get(owner) ?? owner) : null,
    draft: draft && {
      ...{
        definition: draft.definition,
        version: draft.version,
        by: named(draft.by),
        isOwn: draft.by === keeping.caller.person,
        at: draft.at.toISOString(),
      },
      changes: changesOf(vital.definition, draft.definition),
      second: needsSecond(vital.definition, draft.definition, (await feedingOpening(db)).has(vital.code)),
    },
    waiting: waiting && shownWaiting(waiting, vital, keeping),
    versions: versions.map(({ version, by, at, definition }, i) => ({
      ...{ version, by: named(by), at: at.toISOString(), decidedByName: confirmed.get(version) ?? null },
      changes: versions[i + 1] ? changesOf(versions[i + 1]!.definition, definition) : [],
    })),
    steps: steps.map(({ from, to, reason, at, actor }) => ({ from, to, reason, at: at.toISOString(), by: named(actor.id) })),
    moves: await movesOf(db, vital, keeping),
    mayChange: mayChange(keeping, vital.home),
  }
}

/** What waits for a second person, and what the reader may do about it. */
const shownWaiting = (row: RequestRow, vital: store.Registered, keeping: Keeping): NonNullable<VitalEntry['waiting']> => ({
  ...{ id: row.id, version: row.version, definition: row.definition, askedByName: row.askedByName },
  ...{ askedAt: row.askedAt.toISOString(), lapsesAt: row.lapsesAt.toISOString() },
  changes: changesOf(vital.definition, row.definition),
  ...answersFor(row, keeping),
})

async function movesOf(db: Db & { now: Date }, vital: store.Registered, keeping: Keeping): Promise<VitalEntry['moves']> {
  const grounds = await groundsOf(db, vital, keeping)
  return vitalMoves[vital.state].map((to) => {
    const step = stepTo(vital.state, to, { ...grounds, reason: null }, false)
    if (step.ok) return { to, off: null }
    const { zh, en } = toProblem(step.refusal)
    return { to, off: { zh, en } }
  })
}
