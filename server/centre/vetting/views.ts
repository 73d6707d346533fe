import type { Sighted } from '../../../contract/pack.ts'
import type { CameraGates, VettingCard } from '../../../contract/vetting.ts'
import { shownDetails } from '../../city/object/shown-details.ts'
import { severalHolders } from '../../city/object/store-numbers.ts'
import { objectKindsOf } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { gateOf, neededOf, worthOf } from '../../flow/1-ingest/vetting/rules/worth.ts'
import { countOthers } from '../../flow/1-ingest/vetting/store.ts'
import { type GateLine, readGateLines, readSaid, type SaidOf, saidOfLines } from '../../flow/1-ingest/vetting/store-gates.ts'
import type { Db } from '../../kernel/spine.ts'
import { readLine } from '../register/store.ts'
import { papersOf } from './papers.ts'
import { readCard, readSightings, type SightingLine } from './store.ts'

const hundredths = (n: number): number => Math.round(n * 100) / 100
const wholeCity = (area: string): string => `${area.split('/')[0]}/`

/** Everything a person needs to say what cameras noticed. */
export async function openCard(
  db: Db,
  packs: Packs,
  asked: { id: string; now: Date; zone: string },
): Promise<VettingCard | null> {
  const line = await readCard(db, asked.id)
  const type = line ? packs.typeOf(line.type)?.type : null
  if (!line || !type?.sighted) return null
  const { sighted } = type
  const lines = await readSightings(db, line.id)
  const object = await thingOf(db, packs, line)
  const several = line.thing && !object ? await severalHolders(db, sighted.kind, sighted.detail, line.thing) : []
  const said = await readSaid(db, line.type, lines, asked.now)
  const { among } = sighted.gate
  const needed = neededOf(sighted.gate, among && lines[0] ? await countOthers(db, lines[0], among.withinM) : 0)
  const { id, area, areaName, lon, lat, thing, sampled, n } = line
  return {
    ...{ id, type: line.type, typeName: type.name, grade: line.grade ?? type.grade, area, areaName, place: line.camera_name },
    ...{ lon, lat, placed: line.object === null, thing, object, several },
    ...(await papersOf(db, packs, { type: line.type, thing, object, now: asked.now, zone: asked.zone })),
    ...{ worth: hundredths(line.worth ?? 0), at: needed, sampled, n },
    ...{ firstAt: line.first_at.toISOString(), lastAt: line.last_at.toISOString() },
    sightings: lines.map((one, at) => sightingOf(one, said[at]!, sighted)),
  }
}

function sightingOf(line: SightingLine, said: SaidOf, { gate: rule }: Sighted): VettingCard['sightings'][number] {
  const gate = gateOf(rule, said)
  const { camera, name, label, n, confidence, photo, lon, lat } = line
  return {
    ...{ camera, name, label, at: line.at.toISOString(), n, confidence, photo, lon, lat },
    ...{ worth: hundredths(worthOf(confidence, gate, rule)), gate: hundredths(gate.gate) },
    ...{ real: said.camera.real, answered: said.camera.real + said.camera.unreal },
  }
}

/** Whoever is asked about a truck sees its entry wherever in the city it is registered. */
async function thingOf(
  db: Db,
  packs: Packs,
  { thing_object: object, area }: { thing_object: string | null; area: string },
): Promise<VettingCard['object']> {
  const line = object ? await readLine(db, [wholeCity(area)], object) : null
  if (!line) return null
  const kind = objectKindsOf(packs.all()).find((one) => one.kind === line.kind)
  if (!kind) return null
  const { id, code, name, areaName } = line
  return {
    ...{ id, code, name, kind: kind.kind, kindName: kind.name, areaName },
    ...{ defs: kind.details, details: shownDetails(kind.details, line.details) },
  }
}

/** Cameras of one's areas with what people said of them and where that put their gates, and the sums of their models. */
export async function openGates(
  db: Db,
  packs: Packs,
  asked: { sees: (area: string) => boolean; now: Date },
): Promise<CameraGates> {
  const lines = (await readGateLines(db, asked.now)).filter(
    ({ area, type }) => area !== null && asked.sees(area) && packs.typeOf(type)?.type.sighted,
  )
  const said = await saidOfLines(db, lines, asked.now)
  const rows = lines.map((line, n) => gateLine(packs, line, said[n]!))
  return { rows, models: modelsOf(rows), at: asked.now.toISOString() }
}

function gateLine(packs: Packs, line: GateLine, said: SaidOf): CameraGates['rows'][number] {
  const type = packs.typeOf(line.type)!.type
  const { at, least, most } = type.sighted!.gate
  const { gate, by } = gateOf(type.sighted!.gate, said)
  const { protocol, number, camera, name, model, since, reason, set_by: setBy } = line
  return {
    ...{ protocol, number, camera, name, model, type: line.type, typeName: type.name },
    ...{ real: said.camera.real, answered: said.camera.real + said.camera.unreal },
    ...{ modelReal: said.model.real, modelAnswered: said.model.real + said.model.unreal },
    ...{ gate: hundredths(gate), start: at, least, most, by, since, reason, setBy },
  }
}

function modelsOf(rows: CameraGates['rows']): CameraGates['models'] {
  const groups = Map.groupBy(
    rows.filter(({ model }) => model !== ''),
    ({ model, type }) => `${model}\n${type}`,
  )
  return [...groups.values()].map((group) => {
    const { model, typeName, modelReal: real, modelAnswered: answered } = group[0]!
    return { model, typeName, cameras: group.length, real, answered }
  })
}
