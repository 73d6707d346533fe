import type { VitalDefinition } from '../../../../contract/vital.ts'
import type { VitalState } from '../../../../contract/vital-kinds.ts'
import type { VitalDone } from '../../../../contract/vital-registry.ts'
import { spell } from '../../../city/area/spell.ts'
import { objectKindsOf } from '../../../city/pack/object-kinds.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { duePeriod } from '../../../flow/7-evaluate/vitals/rules/cell-of.ts'
import { checkCount } from '../../../flow/7-evaluate/vitals/rules/check-count.ts'
import { checkFormula } from '../../../flow/7-evaluate/vitals/rules/check-formula.ts'
import { checkOpens } from '../../../flow/7-evaluate/vitals/rules/check-opens.ts'
import { formulasKnown, newestOf } from '../../../flow/7-evaluate/vitals/store-formulas.ts'
import { feedingOpening } from '../../../flow/7-evaluate/vitals/store-opening.ts'
import { addVitals } from '../../../flow/7-evaluate/vitals/store-registry.ts'
import { asNow } from '../../../flow/7-evaluate/vitals/store-source.ts'
import { keepTracks, tracksByCode } from '../../../flow/7-evaluate/vitals/store-tracks.ts'
import type { TreeNode, TreeRead } from '../../../flow/7-evaluate/vitals/types.ts'
import type { Caller } from '../../../kernel/http.ts'
import { orRefuse, RefusalError, type Result } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { Moved } from './plan-sheet.ts'
import { changesOf } from './rules/changes.ts'
import { checkBands } from './rules/check-bands.ts'
import { checkDefinition, checkFollows, checkHome, checkOwned, type Known } from './rules/check-definition.ts'
import { checkRules } from './rules/check-rules.ts'
import { stepTo } from './rules/life.ts'
import { needsSecond, withoutOpens } from './rules/needs-second.ts'
import { standsIn } from './rules/tracks.ts'
import { askSecond, orWaits } from './second/ask.ts'
import * as store from './store.ts'

/** Who changes the registry, over which tree and packs. */
export type Keeping = { tree: TreeRead; packs: Packs; caller: Caller; zone: string }

/** The area a vital belongs to; the city where it says none. Refused: there is no such area. */
export function homeNode(tree: TreeRead, home: string | null): TreeNode {
  const node = tree.node(home ?? tree.root)
  if (!node) throw new RefusalError({ code: 'vital.area', details: { area: home ?? '—' } })
  return node
}

/** Only who answers for all of its home changes a vital: a town never edits the boards of its city. */
export function mayChange({ tree, caller }: Pick<Keeping, 'tree' | 'caller'>, home: string | null): boolean {
  return caller.permits.has('vital.define') && tree.covers(caller.scope, homeNode(tree, home).code)
}

function orNotYours(keeping: Keeping, home: string | null): TreeNode {
  const node = homeNode(keeping.tree, home)
  if (!mayChange(keeping, home)) throw new RefusalError({ code: 'vital.not-yours', details: { home: node.name } })
  return node
}

/** What definitions may name, looked up at once for all of them. */
export async function knownFor(db: Db, packs: Packs, definitions: readonly VitalDefinition[], at: Date): Promise<Known> {
  const { units, posts } = await store.namesOf(
    db,
    definitions.flatMap(({ owner, ownerPost }) => [owner, ownerPost].filter((id) => id !== undefined)),
    at,
  )
  const tracks = await tracksByCode(
    db,
    definitions.map(({ track }) => track),
  )
  return {
    track: (board, code) => standsIn(board, tracks.get(code)),
    unit: (id) => units.has(id),
    post: (id, unit) => posts.get(id) === unit,
    objectKind: (id) => objectKindsOf(packs.all()).some(({ kind }) => kind === id),
    eventType: (id) => packs.typeOf(id) !== null,
    ...heardOf(packs),
    vital: await formulasKnown(db, definitions),
  }
}

/** What devices measure, as their packs say it. */
const heardOf = (packs: Packs): Pick<Known, 'reading' | 'deviceKind' | 'pack'> => ({
  reading: (kind, name) => packs.all().find(({ deviceKind }) => deviceKind === kind)?.readings[name]?.unit,
  deviceKind: (id) => packs.all().some(({ deviceKind }) => deviceKind === id),
  pack: (id) => packs.all().some((pack) => pack.id === id),
})

/** Is a definition whole, and can it be counted or reckoned as it says? */
export function checkWhole(definition: VitalDefinition, known: Known): Result<VitalDefinition> {
  const count = checkCount(definition)
  const formula = count.ok ? checkFormula(definition, known.vital) : count
  const rules = formula.ok ? checkRules(definition, known.vital) : formula
  const bands = rules.ok ? checkBands(definition) : rules
  const opens = bands.ok ? checkOpens(definition) : bands
  return opens.ok ? checkDefinition(definition, known) : opens
}

/** Formulas come into force one after the other: of two that name each other the second is held against the first. */
export async function oneByOne(tx: Tx, definitions: readonly VitalDefinition[]): Promise<void> {
  if (definitions.some(({ formula }) => formula !== undefined)) await store.lockFormulas(tx)
}

/** Nobody stops the tracks of these meanwhile. */
export const keepTracksOf = (tx: Tx, definitions: readonly Pick<VitalDefinition, 'track'>[]): Promise<void> =>
  keepTracks(
    tx,
    definitions.map(({ track }) => track),
  )

/**
 * Registers a vital, sorted: it is named and takes no values yet. That it opens events waits for a second person. Refused: a taken code, a board of another
 * tier, what it names is not.
 */
export async function register(
  tx: Tx,
  given: { definition: VitalDefinition; home?: string },
  keeping: Keeping,
): Promise<VitalDone> {
  const { definition } = given
  const node = orNotYours(keeping, given.home ?? null)
  orRefuse(checkHome(definition.board, node.tier))
  await oneByOne(tx, [definition])
  await keepTracksOf(tx, [definition])
  orRefuse(checkWhole(definition, await knownFor(tx, keeping.packs, [definition], tx.now)))
  await addAll(tx, [withoutOpens(definition)], node.tier === 'city' ? null : node.code, keeping.caller)
  await tx.record({
    ...{ kind: 'vital.registered', subject: definition.code, area: node.paths[0] ?? null },
    body: { vital: definition.code, name: definition.name.zh },
  })
  const waits = needsSecond(null, definition, false)
  if (waits) await askAll(tx, [definition], keeping)
  return { code: definition.code, version: 1, state: 'sorted', waits }
}

/** Asks a second person for definitions of vitals, each kept as the draft that waits; of several at once people hear once. */
export async function askAll(tx: Tx, definitions: readonly VitalDefinition[], keeping: Keeping): Promise<void> {
  if (definitions.length === 0) return
  const held = await store.registeredByCode(
    tx,
    definitions.map(({ code }) => code),
    true,
  )
  const batch = definitions.length > 1 ? { batch: tx.newId() } : {}
  for (const definition of definitions) {
    const vital = held.get(definition.code)!
    await orWaits(tx, vital)
    await orAnothers(tx, await store.draftOf(tx, vital.id), vital, keeping)
    const by = keeping.caller.person
    await store.keepDraft(tx, vital.id, { version: vital.version, definition, by, at: tx.now })
    const { paths, tier } = homeNode(keeping.tree, vital.home)
    await askSecond(tx, { vital, definition, place: { path: paths[0] ?? '', tier }, by, ...batch })
  }
}

/** Adds definitions as sorted. Refused as a whole when a code of them is taken. */
export async function addAll(
  tx: Tx,
  definitions: readonly VitalDefinition[],
  home: string | null,
  caller: Caller,
): Promise<void> {
  const rows = definitions.map((definition) => ({
    ...{ definition, state: 'sorted' as const, owner: definition.owner ?? null },
    ...spell(definition.name.zh),
  }))
  if ((await addVitals(tx, rows, caller.person, tx.now)) < rows.length)
    throw new RefusalError({ code: 'vital.code-taken', details: { code: definitions[0]!.code } })
  await store.setHome(
    tx,
    definitions.map(({ code }) => code),
    home,
  )
}

async function held(tx: Tx, code: string, keeping: Keeping): Promise<store.Registered> {
  const vital = (await store.registeredByCode(tx, [code], true)).get(code)
  if (!vital) throw new RefusalError({ code: 'vital.unknown', details: { vital: code } })
  orNotYours(keeping, vital.home)
  return vital
}

const doneOf = ({ code, version, state }: store.Registered): VitalDone => ({ code, version, state, waits: false })

/**
 * Keeps a draft over the version in force; it holds for nobody. Refused: the version has moved on, somebody else's draft stands over it, the definition is
 * not whole.
 */
export async function draft(
  tx: Tx,
  code: string,
  { definition, version }: { definition: VitalDefinition; version: number },
  keeping: Keeping,
): Promise<VitalDone> {
  const vital = await held(tx, code, keeping)
  if (version !== vital.version) throw new RefusalError({ code: 'vital.moved-on' })
  await orWaits(tx, vital)
  await orAnothers(tx, await store.draftOf(tx, vital.id), vital, keeping)
  await orUnfit(tx, vital, definition, keeping)
  await store.keepDraft(tx, vital.id, { version, definition, by: keeping.caller.person, at: tx.now })
  return doneOf(vital)
}

/** What somebody else writes over the same version is never written over unseen: it is published or dropped first. */
async function orAnothers(db: Db, written: store.Draft | null, vital: store.Registered, { caller }: Keeping): Promise<void> {
  if (!written || written.version !== vital.version || written.by === caller.person) return
  const by = (await store.authorsOf(db, [written.by])).get(written.by) ?? written.by
  throw new RefusalError({ code: 'vital.draft-stands', details: { by, at: written.at.toISOString() } })
}

/** Refused: it does not fit its home or its values, nobody would answer for it, or it is not whole. */
export async function orUnfit(tx: Tx, vital: store.Registered, definition: VitalDefinition, keeping: Keeping): Promise<void> {
  orRefuse(checkHome(definition.board, homeNode(keeping.tree, vital.home).tier))
  orRefuse(checkFollows(vital.definition, definition, await store.isTold(tx, vital.id)))
  // One that came connected without an owner is not held up by it: nothing is lost.
  if (vital.definition.owner !== undefined) orRefuse(checkOwned(definition, vital.state))
  orRefuse(checkWhole(definition, await knownFor(tx, keeping.packs, [definition], tx.now)))
}

/** Drops what was being written. */
export async function dropDraft(tx: Tx, code: string, keeping: Keeping): Promise<VitalDone> {
  const vital = await held(tx, code, keeping)
  await orWaits(tx, vital)
  if (!(await store.dropDraft(tx, vital.id))) throw new RefusalError({ code: 'vital.no-draft' })
  return doneOf(vital)
}

/**
 * Puts the draft in force as the next version; all before it are kept. One by which events are opened, or others, waits for a second person. Refused: no
 * draft, the version it was begun from is not the newest, or nothing in it differs from that.
 */
export async function publishDraft(tx: Tx, code: string, version: number, keeping: Keeping): Promise<VitalDone> {
  const vital = await held(tx, code, keeping)
  const written = await store.draftOf(tx, vital.id)
  if (!written) throw new RefusalError({ code: 'vital.no-draft' })
  if (version !== vital.version || written.version !== vital.version) throw new RefusalError({ code: 'vital.moved-on' })
  if (changesOf(vital.definition, written.definition).length === 0) throw new RefusalError({ code: 'vital.unchanged' })
  await oneByOne(tx, [written.definition])
  await keepTracksOf(tx, [written.definition])
  // What it names may have ended, and values may have come, since it was written.
  await orUnfit(tx, vital, written.definition, keeping)
  await orWaits(tx, vital)
  if (needsSecond(vital.definition, written.definition, (await feedingOpening(tx)).has(code))) {
    const { paths, tier } = homeNode(keeping.tree, vital.home)
    const place = { path: paths[0] ?? '', tier }
    await askSecond(tx, { vital, definition: written.definition, place, by: keeping.caller.person })
    return { ...doneOf(vital), waits: true }
  }
  await store.dropDraft(tx, vital.id)
  return { ...doneOf(vital), version: await putInForce(tx, vital, written.definition, keeping) }
}

/** `asked`: who asked for it, where whoever calls has confirmed it. */
type Publishing = Pick<Keeping, 'tree' | 'caller'> & { asked?: { by: string; byName: string; request: string } }

/** The next version of a vital, told as a fact; answers it. It is whoever asked for it that wrote it. */
export async function putInForce(
  tx: Tx,
  vital: store.Registered,
  definition: VitalDefinition,
  { tree, caller, asked }: Publishing,
): Promise<number> {
  const next = { id: vital.id, definition, spelled: spell(definition.name.zh), by: asked?.by ?? caller.person }
  const version = await store.publish(tx, next)
  await tx.record({
    ...{ kind: 'vital.published', subject: vital.code, area: homeNode(tree, vital.home).paths[0] ?? null },
    body: {
      ...{ vital: vital.code, name: definition.name.zh, version, n: changesOf(vital.definition, definition).length },
      ...(asked ? { askedByName: asked.byName, request: asked.request } : {}),
    },
  })
  return version
}

/** One step along its life. Refused: no such step, nobody answers for it, it is not told in time, no reason. */
export async function move(
  tx: Tx,
  code: string,
  { to, reason }: { to: VitalState; reason?: string | undefined },
  keeping: Keeping,
): Promise<VitalDone> {
  const vital = await held(tx, code, keeping)
  await keepTracksOf(tx, [vital.definition])
  orRefuse(stepTo(vital.state, to, { ...(await groundsOf(tx, vital, keeping)), reason: reason || null }))
  await store.setStates(tx, [{ code, to }])
  await tx.record({
    ...{ kind: 'vital.moved', subject: code, area: homeNode(keeping.tree, vital.home).paths[0] ?? null },
    body: { vital: code, name: vital.definition.name.zh, from: vital.state, to, reason: reason || null },
  })
  return { ...doneOf(vital), state: to }
}

/** Leads vitals the steps a sheet says, a step of all of them at a time, each told as by itself. `home`: of those the sheet registers. */
export async function moveAll(tx: Tx, moved: readonly Moved[], home: string | null, { tree }: Keeping): Promise<void> {
  for (let i = 0; moved.some(({ steps }) => i < steps.length); i++) {
    const now = moved.filter(({ steps }) => i < steps.length)
    await store.setStates(
      tx,
      now.map(({ code, steps }) => ({ code, to: steps[i]! })),
    )
    await tx.recordAll(
      'vital.moved',
      now.map(({ code, name, vital, steps, reason }) => ({
        ...{ subject: code, area: homeNode(tree, vital ? vital.home : home).paths[0] ?? null },
        body: { vital: code, name, from: steps[i - 1] ?? vital?.state ?? 'sorted', to: steps[i]!, reason },
      })),
    )
  }
}

/** Does a unit answer for it, is its newest value there in time, and is its track in use? `now` is the moment of the transaction or of the read. */
export async function groundsOf(
  db: Db & { now: Date },
  vital: store.Registered,
  { tree, zone }: Pick<Keeping, 'tree' | 'zone'>,
): Promise<{ owned: boolean; fed: boolean; placed: boolean }> {
  const { definition } = vital
  const node = homeNode(tree, vital.home)
  const newest = (await newestOf(asNow(db), [vital], { tree, node, now: db.now.getTime(), zone })).get(vital.id)
  const due = duePeriod(definition, db.now.getTime(), zone)
  const track = (await tracksByCode(db, [definition.track])).get(definition.track)
  const placed = standsIn(definition.board, track) !== 'stopped'
  return { placed, owned: definition.owner !== undefined, fed: newest !== undefined && newest.period >= due }
}
