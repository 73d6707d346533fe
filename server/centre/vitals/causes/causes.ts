import type { EventVital, SuspectedCause } from '../../../../contract/event-vital.ts'
import { objectKindsOf } from '../../../city/pack/object-kinds.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { EventRecord } from '../../../flow/3-event/types.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { suspect } from './rules/suspect.ts'
import * as store from './store.ts'
import type { Happening, Upstream } from './types.ts'

const hourMs = 3_600_000
/** A device that missed so many of its beats is silent. */
const beats = 10

/** `objects`: where the event is; `hours`: so far back its causes are looked for. */
export type Asked = {
  event: Pick<EventRecord, 'id' | 'opened_at'>
  objects: readonly string[]
  hours: number
  caller: Caller
  packs: Packs
}

/** 疑似原因: what was upstream of where an event is, and had time to come down; what is upstream and of which nothing is known beside it. */
export async function findCauses(db: Db, { event, objects, hours, caller, packs }: Asked): Promise<EventVital['causes']> {
  const upstream = await store.upstreamOf(db, objects)
  const to = event.opened_at
  const longest = Math.max(0, ...upstream.map(({ minutes }) => minutes ?? 0)) * 60_000
  const from = new Date(to.getTime() - hours * hourMs)
  const span = { from: new Date(from.getTime() - longest), to }
  const ids = upstream.map(({ object }) => object)
  const happenings =
    ids.length === 0
      ? []
      : [
          ...(await store.eventsAt(db, caller, { ...span, objects: ids, but: event.id })).map(ofEvent),
          ...(await store.alarmsAt(db, ids, span)).map(ofAlarm),
          ...(await ofDevices(db, ids, { ...span, packs })),
        ]
  const found = suspect(upstream, happenings, { openedAt: to.getTime(), hours })
  const placeOf = new Map(upstream.map((one) => [one.object, placeWords(one, packs)]))
  const told = new Set(found.map(({ object }) => object))
  return {
    ...{ hours, from: from.toISOString(), to: to.toISOString(), upstream: upstream.length },
    rows: found.map(
      ({ object, at, until, ...rest }): SuspectedCause => ({
        ...{ ...rest, ...placeOf.get(object)!, at: new Date(at).toISOString() },
        until: until === null ? null : new Date(until).toISOString(),
      }),
    ),
    quiet: upstream.filter(({ object }) => !told.has(object)).map(({ object }) => placeOf.get(object)!),
  }
}

function placeWords({ object, name, kind }: Upstream, packs: Packs) {
  const found = objectKindsOf(packs.all()).find((one) => one.kind === kind)
  return { object, name, kindName: found?.name ?? { zh: kind, en: kind } }
}

const ofEvent = ({ object, id, no, title, opened_at, closed_at }: store.EventLine): Happening => ({
  ...{ object, why: 'event', words: { zh: `${title}（${no}）`, en: `${title} (${no})` }, event: id },
  ...{ at: opened_at.getTime(), until: closed_at?.getTime() ?? null },
})

const ofAlarm = ({ object, label, since, cleared_at }: store.AlarmLine): Happening => ({
  ...{ object, why: 'alarm', words: { zh: label, en: label }, event: null },
  ...{ at: since.getTime(), until: cleared_at?.getTime() ?? null },
})

type Looking = { from: Date; to: Date; packs: Packs }

/** Readings outside what their pack calls usual, and devices that were silent at the time. */
async function ofDevices(db: Db, objects: readonly string[], { from, to, packs }: Looking): Promise<Happening[]> {
  const devices = await store.devicesAt(db, objects)
  const readingsOf = new Map(packs.all().map(({ id, readings }) => [id, readings]))
  const usual = devices.flatMap(({ id, pack }) =>
    Object.entries(readingsOf.get(pack) ?? {}).map(([reading, { normal }]) => ({
      ...{ device: id, reading, low: normal[0], high: normal[1] },
    })),
  )
  const byId = new Map(devices.map((device) => [device.id, device]))
  const strays = usual.length > 0 ? await store.straysIn(db, usual, { from, to }) : []
  return [
    ...strays.map((stray) => ofStray(stray, byId.get(stray.device)!, readingsOf)),
    ...devices.flatMap(({ object, name, interval_s, last_at }): Happening[] => {
      const isSilent = last_at !== null && last_at.getTime() < to.getTime() - beats * interval_s * 1000
      const words = { zh: `${name} 没有读数`, en: `${name}: no readings` }
      return isSilent ? [{ object, why: 'silent', words, at: last_at.getTime(), until: null, event: null }] : []
    }),
  ]
}

type Readings = ReturnType<Packs['all']>[number]['readings']

function ofStray(
  { reading, first, last, least, most }: store.StrayLine,
  { object, pack }: store.DeviceLine,
  readingsOf: ReadonlyMap<string, Readings>,
): Happening {
  const { name, unit, normal } = readingsOf.get(pack)![reading]!
  const worst = most > normal[1] ? most : least
  const range = `${normal[0]}–${normal[1]}`
  return {
    ...{ object, why: 'reading', event: null, at: first.getTime(), until: last.getTime() },
    words: { zh: `${name.zh} ${worst} ${unit}（常见 ${range}）`, en: `${name.en} ${worst} ${unit} (usually ${range})` },
  }
}
