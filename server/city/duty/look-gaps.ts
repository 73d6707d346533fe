import { system } from '../../../contract/actor.ts'
import { offsetMs } from '../../kernel/calendar.ts'
import { lockKeys } from '../../kernel/lock-keys.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { gapChanges, tellingWindow } from './rules/gap-changes.ts'
import { covering, gapsIn } from './rules/roster.ts'
import { appointedTo, shiftsOfPosts } from './store.ts'
import { endGap, insertGap, lockOpenGaps, type OpenGap, type RosteredPost, rosteredPosts } from './store-gaps.ts'

/** Looks over every roster for gaps of today and tomorrow: each new one is a fact, and so is the end of each that was told. */
export async function lookForGaps(spine: Pick<Spine, 'transaction'>, zone: string): Promise<void> {
  await spine.transaction(system, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [lockKeys.dutyGaps])
    await lookAt(tx, zone, { only: null, find: true })
  })
}

/** A roster was changed: what was told of its gaps is over where they are filled. New ones wait for the next look. */
export const closeGaps = (tx: Tx, post: string, zone: string): Promise<void> => lookAt(tx, zone, { only: [post], find: false })

async function lookAt(tx: Tx, zone: string, { only, find }: { only: string[] | null; find: boolean }): Promise<void> {
  const posts = await rosteredPosts(tx, only, tx.now)
  const ids = posts.map(({ post }) => post)
  const offset = offsetMs(tx.now, zone)
  const window = tellingWindow(tx.now, offset)
  const today = new Date(tx.now.getTime() + offset).toISOString().slice(0, 10)
  const shifts = await shiftsOfPosts(tx, ids, window)
  const appointed = await appointedTo(tx, ids, tx.now)
  const open = await lockOpenGaps(tx, ids)
  for (const line of posts) {
    const of = <T extends { post: string }>(rows: readonly T[]): T[] => rows.filter(({ post }) => post === line.post)
    const gaps = gapsIn(covering(of(shifts), of(appointed)), window)
    const { found, over } = gapChanges(gaps, of(open), { now: tx.now, today })
    for (const { id, how } of over) await close(tx, line, { gap: open.find((one) => one.id === id)!, how })
    if (find) for (const gap of found) await tellOf(tx, line, { ...gap, day: today })
  }
}

const of = ({ post, post_name, unit_name }: RosteredPost) => ({ post, postName: post_name, unitName: unit_name })

async function tellOf(tx: Tx, line: RosteredPost, gap: { from: Date; to: Date; day: string }): Promise<void> {
  const id = await insertGap(tx, { ...gap, post: line.post })
  const span = { from: gap.from.toISOString(), to: gap.to.toISOString() }
  const body = { gap: id, unit: line.unit, ...of(line), ...span }
  await tx.record({ kind: 'duty.gap-found', subject: line.post, area: line.area, unit: line.unit, body })
}

async function close(tx: Tx, line: RosteredPost, { gap, how }: { gap: OpenGap; how: 'filled' | 'passed' }): Promise<void> {
  await endGap(tx, gap.id)
  const kind = how === 'filled' ? 'duty.gap-filled' : 'duty.gap-passed'
  await tx.record({ kind, subject: line.post, area: line.area, unit: line.unit, body: { gap: gap.id, ...of(line) } })
}
