import type { MapPoints } from '../../../contract/map.ts'
import type { Severity } from '../../../contract/scales.ts'
import { type Box, inside, type Level, levelOfEvent, levelOfObject } from './geo.ts'

/** One line of the list beside the map: an object or an event in view. */
export type Item = {
  id: string
  name: string
  lon: number
  lat: number
  level: Level
  /** of an object: its open alarm */
  severity: Severity | null
  /** of an event: its state and when it was opened */
  state: string | null
  at: string | null
}

const alarm = { red: 4, orange: 3, yellow: 2, blue: 1 } as const
const heat = (item: Item): number => (item.severity ? alarm[item.severity] : 0)
const grave = (item: Item): number => (item.level === 0 ? 9 : item.level)

/** What is in view, the gravest first: alarms before levels, the newest before the older. The same order in list and map. */
export function inView(points: MapPoints | undefined, show: 'objects' | 'events', box: Box | null): Item[] {
  if (!points || !box) return []
  const items: Item[] =
    show === 'objects'
      ? points.objects.map((o) => ({ ...o, level: levelOfObject(o), state: null, at: null }))
      : points.events.map((e) => ({
          ...e,
          name: e.title,
          level: levelOfEvent(e.grade),
          severity: null,
          at: e.openedAt,
        }))
  return items
    .filter((item) => inside(box, item))
    .toSorted(
      (a, b) =>
        heat(b) - heat(a) ||
        grave(a) - grave(b) ||
        (b.at ?? '').localeCompare(a.at ?? '') ||
        a.name.localeCompare(b.name, 'zh-CN'),
    )
}
