import type { LookUp, LookUpPost, LookUpVital } from '../../../../contract/look-up.ts'
import type { EventType } from '../../../../contract/pack.ts'
import { spell } from '../../../city/area/spell.ts'
import { searchAreas, searchZones, townsOfParted } from '../../../city/area/store.ts'
import { objectKindsOf } from '../../../city/pack/object-kinds.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { reachOfPosts } from '../../../city/person/store-phone.ts'
import { letterWord, typedLetters } from '../../../city/spelling/store.ts'
import { holdersOfPosts } from '../../../flow/4-dispatch/store.ts'
import type { Asking } from '../../../flow/7-evaluate/vitals/store-standing.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { findEvents } from '../../desk/store-search.ts'
import { lookUpWords, type Words } from '../../desk/store-words.ts'
import { waysTo } from '../lineage/answering.ts'
import { vitalsNamed } from '../list-vitals.ts'
import { casesOf, casesOfVitals, findOpenEvents, foundAtMost, silentAreas, standingsOf } from './store.ts'
import { findObjects } from './store-objects.ts'
import { findPosts } from './store-posts.ts'

type Asked = { words: string; caller: Caller; packs: Packs; asking: Asking }

/** Everything some words name, with how it stands and what is being done about it. Several words narrow each other. */
export async function lookUp(spine: Spine, asked: Asked): Promise<LookUp> {
  const { caller, asking } = asked
  const may = caller.permits
  const looking = lookUpWords(spine, asked.words)
  const of = async <Found>(find: (words: Words) => Promise<Found[]>): Promise<Found[]> => {
    const words = await looking
    return words ? find(words) : []
  }
  const [vitals, areas, objects, events, posts] = await Promise.all([
    vitalsOf(spine, asked),
    areasOf(spine, asked),
    may.has('object.read') ? of((words) => objectsOf(spine, asked, words)) : [],
    may.has('event.read') ? of((words) => findEvents(spine, caller, words)) : [],
    may.has('duty.read') ? of((words) => postsOf(spine, asked, words)) : [],
  ])
  const spelled = await of((words) => spelledEvents(spine, asked, { objects, words }))
  return {
    area: { code: asking.node.code, name: asking.node.name },
    ...{ vitals, areas, objects, posts },
    events: await casesOf(spine, [...new Set([...events, ...spelled].map(({ id }) => id))].slice(0, foundAtMost)),
    at: new Date(asking.now).toISOString(),
  }
}

/** Where a word is of letters, also what is open at the things found, and of types that are spelled so where the other words fit. */
async function spelledEvents(
  spine: Spine,
  { words: typed, caller, packs }: Asked,
  { objects, words: { words } }: { objects: readonly { id: string }[]; words: Words },
): Promise<{ id: string }[]> {
  const letters = words.map((word) => letterWord(word.typed))
  if (!caller.permits.has('event.read') || letters.every((word) => word === null)) return []
  const whole = typedLetters(typed)
  const types = [
    ...(whole === null ? [] : [{ of: typesSpelled(packs, whole), rest: [] }]),
    ...words.flatMap((word, n) => {
      const spelled = letters[n]
      return words.length > 1 && spelled
        ? [{ of: typesSpelled(packs, spelled), rest: words.filter((other) => other !== word) }]
        : []
    }),
  ]
  return findOpenEvents(spine, caller, { objects: objects.map(({ id }) => id), types })
}

const spellings = new WeakMap<EventType, string>()

/** The types of events whose Chinese name is typed so: 沼气超标 by zhaoqi or zqcb. One letter means anything. */
function typesSpelled(packs: Packs, letters: string): string[] {
  if (letters.length < 2) return []
  const spelledAs = (type: EventType): string => {
    const known = spellings.get(type) ?? Object.values(spell(type.name.zh)).join(' ')
    spellings.set(type, known)
    return known
  }
  return packs.all().flatMap(({ types }) => types.flatMap((type) => (spelledAs(type).includes(letters) ? [type.id] : [])))
}

async function vitalsOf(spine: Spine, { words, caller, asking }: Asked): Promise<LookUpVital[]> {
  const rows = await vitalsNamed(spine, words, foundAtMost, asking)
  const codes = rows.map(({ code }) => code)
  const cases = caller.permits.has('event.read')
    ? await casesOfVitals(spine, caller, { codes, paths: asking.node.paths })
    : new Map<string, never[]>()
  const silent = codes.length > 0 ? await silentAreas(spine, codes) : []
  return rows.map((row) => ({
    ...row,
    events: (cases.get(row.code) ?? []).map(({ id, no, title, grade, state, unitName }) => ({
      id,
      no,
      title,
      grade,
      state,
      unitName,
    })),
    silent: silent.filter(({ code, area }) => code === row.code && asking.tree.covers(asking.node.paths, area)).length,
  }))
}

async function areasOf(spine: Spine, { words, caller, asking }: Asked): Promise<LookUp['areas']> {
  const [zones, areas] = await Promise.all([
    searchZones(spine, words, caller.scope),
    searchAreas(spine, words, caller.scope, foundAtMost),
  ])
  const found = [...zones, ...areas].slice(0, foundAtMost)
  // Sums are of whole areas; who sees single cases only has none.
  if (found.length === 0 || caller.sight !== 'area') return []
  const parted = await townsOfParted(
    spine,
    found.flatMap(({ code, tier }) => (tier === 'district' ? [code] : [])),
  )
  const stands = await standingsOf(
    spine,
    found.map(({ code, path }) => ({ path, prefixes: parted.get(code) ?? [path] })),
    new Date(asking.now),
  )
  const byPath = new Map(stands.map((row) => [row.path, row]))
  return found.flatMap(({ code, name, path, tier, above }) => {
    const row = byPath.get(path)
    return row ? [{ ...{ code, name, tier, above }, ...row }] : []
  })
}

async function objectsOf(spine: Spine, { caller, packs }: Asked, words: Words): Promise<LookUp['objects']> {
  const names = new Map(objectKindsOf(packs.all()).map(({ kind, name }) => [kind, name]))
  return (await findObjects(spine, caller, words)).map(({ id, code, name, kind, town, level, rated, open }) => ({
    ...{ id, code, name, kindName: names.get(kind) ?? { zh: kind, en: kind }, townName: town },
    ...{ risk: level, ratedAt: rated?.toISOString() ?? null, open },
  }))
}

async function postsOf(spine: Spine, { caller, asking }: Asked, words: Words): Promise<LookUpPost[]> {
  const ids = await findPosts(spine, caller, words, new Date(asking.now))
  if (ids.length === 0) return []
  const [holders, reach] = await Promise.all([holdersOfPosts(spine, ids, new Date(asking.now)), reachOfPosts(spine, ids)])
  return ids.flatMap((id) => {
    const held = holders.filter(({ post }) => post === id)
    const one = held.find(({ person }) => person !== null) ?? held[0]
    if (!one) return []
    const { post, post_name: postName, unit_name: unitName, person, person_name: name } = one
    return [{ post, postName, unitName, person, name, ...waysTo(caller, { person }, reach.get(post)) }]
  })
}
