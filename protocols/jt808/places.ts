import { type Field, followed, list, record, scaled, textWithLength, time6, u8, u16, u32, whenever } from '../layout.ts'

// Areas and routes (0x8600–0x8606) are optional field by optional field: the attribute word says which are there.
// Bit 0: start and end; bit 1: speed limits. The 2019 edition adds the limit by night and a name.

const micro = scaled(u32, 1e6)
type Attributed = { attribute: number }
type Times = { from: string | null; until: string | null }
type Limits = { maxSpeedKmh: number; overspeedS: number }
type Night = { nightMaxSpeedKmh: number }
type Named = { name: string }

const times = (head: Attributed) => whenever<Times>((head.attribute & 1) !== 0, { from: time6, until: time6 })
const limits = (head: Attributed) => whenever<Limits>((head.attribute & 2) !== 0, { maxSpeedKmh: u16, overspeedS: u8 })
const night = (head: Attributed, newer: boolean) =>
  whenever<Night>(newer && (head.attribute & 2) !== 0, { nightMaxSpeedKmh: u16 })
const named = (newer: boolean) => whenever<Named>(newer, { name: textWithLength(u16) })

/** What follows the outline of a circle or rectangle. */
const rules = (newer: boolean) => (head: Attributed) =>
  followed(
    followed(
      followed(times(head), () => limits(head)),
      () => night(head, newer),
    ),
    () => named(newer),
  )

const point = record({ latitude: micro, longitude: micro })

const circle = (newer: boolean) =>
  followed(record({ id: u32, attribute: u16, latitude: micro, longitude: micro, radiusM: u32 }), rules(newer))
const rectangle = (newer: boolean) =>
  followed(record({ id: u32, attribute: u16, upperLeft: point, lowerRight: point }), rules(newer))

/** 0x8600; `action` 0 update, 1 add, 2 change. */
export const circles = (newer: boolean) => record({ action: u8, areas: list(u8, circle(newer)) })
/** 0x8602. */
export const rectangles = (newer: boolean) => record({ action: u8, areas: list(u8, rectangle(newer)) })

/** 0x8604. */
export const polygon = (newer: boolean) =>
  followed(record({ id: u32, attribute: u16 }), (head) =>
    followed(
      followed(
        followed(
          followed(times(head), () => limits(head)),
          () => record({ points: list(u16, point) }),
        ),
        () => night(head, newer),
      ),
      () => named(newer),
    ),
  )

type Durations = { longestS: number; shortestS: number }
const turn = (newer: boolean) =>
  followed(record({ pointId: u32, sectionId: u32, latitude: micro, longitude: micro, widthM: u8, attribute: u8 }), (head) =>
    followed(
      followed(whenever<Durations>((head.attribute & 1) !== 0, { longestS: u16, shortestS: u16 }), () => limits(head)),
      () => night(head, newer),
    ),
  )

/** 0x8606. */
export const route = (newer: boolean) =>
  followed(record({ id: u32, attribute: u16 }), (head) =>
    followed(
      followed(times(head), () => record({ points: list(u16, turn(newer)) })),
      () => named(newer),
    ),
  )

/** 0x8601, 0x8603, 0x8605, 0x8607; none named means all. */
export const ids = record({ ids: list(u8, u32) })

/** 0x0608: what was asked for, as the message that would set it. */
export const areaAnswer: Field<{ kind: number; items: unknown[] }> = {
  read(from) {
    const kind = from.u8()
    return { kind, items: list(u32, itemOf(kind)).read(from) }
  },
  write(to, value) {
    to.u8(value.kind)
    list(u32, itemOf(value.kind)).write(to, value.items)
  },
}

function itemOf(kind: number): Field<unknown> {
  const fields = [u32, circles(true), rectangles(true), polygon(true), route(true)]
  return (fields[kind] ?? u32) as Field<unknown>
}
