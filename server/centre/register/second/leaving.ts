import type { DetailValues } from '../../../../contract/detail.ts'
import type { Risk } from '../../../../contract/scales.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { lastLooks } from '../../../flow/8-risk/store.ts'
import { objectsByCodes, objectsByPaper } from '../../../flow/8-risk/store-edits.ts'
import { levelsNow } from '../../../flow/8-risk/store-reckoned.ts'
import type { WorkCalendar } from '../../../kernel/calendar-days.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { tryOut } from '../../../kernel/try-out.ts'
import { modelsAt } from '../rated.ts'
import type { Leaving } from './store.ts'

/** Levels no object leaves by the word of one person at a desk: somebody is kept from harm by them (ours, PROPOSED). */
const grave: readonly Risk[] = ['red', 'orange']

type Changed = { before: { id: string; kind: string }; entry: { details: DetailValues }; rated: readonly string[] }
export type Reckoner = { packs: Packs; calendar: WorkCalendar }

/**
 * Writes changes of the register, and says which of them an object would leave red or orange by; then none of them is written. By what was
 * reckoned before and after, not by the level that is shown: what has happened meanwhile is nobody's change.
 */
export async function writeUnlessLeaving(
  tx: Tx,
  by: Reckoner,
  list: readonly Changed[],
  write: () => Promise<void>,
): Promise<ReadonlyMap<string, Leaving[]>> {
  const touched = await touchedBy(tx, by.packs, list)
  const shown = await lastLooks(tx, [...new Set([...touched.values()].flat())])
  const watched = [...shown.values()].filter(({ level }) => grave.includes(level)).map(({ object }) => object)
  const leaving = new Map<string, Leaving[]>()
  if (watched.length === 0) {
    await write()
    return leaving
  }
  const rating = { models: (area?: string) => modelsAt(by.packs, area), calendar: by.calendar }
  const before = await levelsNow(tx, rating, watched)
  await tryOut(tx, async () => {
    await write()
    const after = await levelsNow(tx, rating, watched)
    for (const [id, objects] of touched) {
      const leaves = objects.flatMap((object): Leaving[] => {
        const [was, is] = [before.get(object), after.get(object)]
        return was && is && grave.includes(was.level) && !grave.includes(is.level)
          ? [{ object, name: is.name, from: was.level, to: is.level }]
          : []
      })
      if (leaves.length > 0) leaving.set(id, leaves)
    }
    return leaving.size === 0
  })
  return leaving
}

/** The objects whose rating a change may turn: its own, those a paper names, and those it is to name; by the entry that is changed. */
async function touchedBy(tx: Tx, packs: Packs, list: readonly Changed[]): Promise<Map<string, string[]>> {
  const models = modelsAt(packs)
  const rated = list.filter((one) => one.rated.length > 0)
  const touched = new Map<string, string[]>(
    rated.filter(({ before }) => models.has(before.kind)).map(({ before: { id } }) => [id, [id]]),
  )
  for (const model of models.values())
    for (const paper of model.papers) {
      const papers = rated.filter(({ before }) => before.kind === paper.of)
      for (const { paper: id, object } of await namedBy(tx, papers, { ...paper, kind: model.kind }))
        touched.set(id, [...new Set([...(touched.get(id) ?? []), object])])
    }
  return touched
}

type Naming = { of: string; names: string; kind: string }
/** What some papers name as they stand, and what they will name: a permit may be moved to another truck. */
async function namedBy(tx: Tx, papers: readonly Changed[], naming: Naming): Promise<{ paper: string; object: string }[]> {
  if (papers.length === 0) return []
  const ids = papers.map(({ before }) => before.id)
  const codes = papers.map(({ entry }) => entry.details[naming.names]).filter((code) => typeof code === 'string')
  const objects = new Map((await objectsByCodes(tx, naming.kind, codes)).map(({ code, id }) => [code, id]))
  const next = papers.flatMap(({ before, entry }) => {
    const object = objects.get(String(entry.details[naming.names]))
    return object === undefined ? [] : [{ paper: before.id, object }]
  })
  return [...(await objectsByPaper(tx, ids, naming)), ...next]
}
