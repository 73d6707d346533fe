import type { VitalDefinition } from '../../contract/vital.ts'
import type { VitalDirection, VitalState } from '../../contract/vital-kinds.ts'
import { ownedWhere } from '../city/seed/vital-owners.ts'
import type { Track } from '../flow/7-evaluate/vitals/store-tracks.ts'

type Words = { zh: string; en: string }
/** How many there shall be in all, how many of them at least catalogued, and at least connected. */
export type RegistryScale = { sorted: number; catalogued: number; connected: number }
type Listed = { definition: VitalDefinition; state: VitalState }

const words = (zh: string, en: string): Words => ({ zh, en })

/** What a track has things of, and what is told of each: the names of laid vitals are these two behind their track, and nothing more is claimed. */
const things: Readonly<Record<string, Words>> = {
  places: words('点位', 'places'),
  devices: words('设备', 'devices'),
  events: words('事件', 'events'),
  orders: words('工单', 'orders'),
  complaints: words('投诉', 'complaints'),
  hazards: words('隐患', 'hazards'),
  rounds: words('巡检', 'rounds'),
  stocks: words('物资', 'stocks'),
}
type Measure = Words & { id: string; direction: VitalDirection; normal?: NonNullable<VitalDefinition['normal']> }
const good = { direction: 'more', normal: { least: 80 } } as const
/** Ratios have a normal range, the same for all (示例); of a bare number no district's is known. */
const measures: readonly Measure[] = [
  { id: 'total', zh: '总数', en: 'in all', direction: 'neutral' },
  { id: 'new', zh: '当年新增', en: 'new this year', direction: 'neutral' },
  { id: 'month', zh: '当月新增', en: 'new this month', direction: 'neutral' },
  { id: 'open', zh: '未结数', en: 'open', direction: 'less' },
  { id: 'late', zh: '超期数', en: 'overdue', direction: 'less' },
  { id: 'done', zh: '办结率', en: 'finished', ...good },
  { id: 'in-time', zh: '按期率', en: 'in time', ...good },
  { id: 'covered', zh: '覆盖率', en: 'covered', ...good },
  { id: 'again', zh: '重复发生率', en: 'again', direction: 'less', normal: { most: 20 } },
]

/**
 * Vitals beside those that stand in the registry, so that together there are as many of each step of their life as asked. Track by track (those in use)
 * in turn, so that every track has its share; the first are the furthest. Connected ones have an owner, as the registry asks. Those that are connected have their values from scale-vital-values.ts. Throws when the tracks have
 * fewer names than are asked for.
 */
export function laidVitals(scale: RegistryScale, there: readonly VitalState[], tracks: readonly Named[]): Listed[] {
  const have = (states: readonly VitalState[]): number => there.filter((state) => states.includes(state)).length
  const connected = scale.connected - have(['connected', 'trusted'])
  const catalogued = scale.catalogued - have(['catalogued', 'connected', 'trusted'])
  const wanted = scale.sorted - there.length
  const names = [...definitions(tracks)]
  if (names.length < wanted) throw new Error(`${wanted} vitals asked for, names for ${names.length}`)
  return names
    .slice(0, wanted)
    .map(
      (definition, n): Listed => ({
        definition,
        state: n < connected ? 'connected' : n < catalogued ? 'catalogued' : 'sorted',
      }),
    )
    .map(ownedWhere)
}

type Named = Pick<Track, 'code' | 'board' | 'name'>

function* definitions(tracks: readonly Named[]): Generator<VitalDefinition> {
  for (const [thing, of] of Object.entries(things))
    for (const measure of measures)
      for (const { board, code: id, name } of tracks)
        yield {
          ...{ code: `${id}.${thing}-${measure.id}`, board, track: id, direction: measure.direction },
          name: { zh: `${name.zh}：${of.zh}${measure.zh}`, en: `${name.en}: ${of.en}, ${measure.en}` },
          ...(measure.normal ? ratioOf(measure, of) : numberOf),
          ...{ tier: 'district', cadence: 'month', dueMinutes: 7_200 },
          source: words('示例（真实规模）', 'Sample (true scale)'),
        }
}

const numberOf = { unit: words('个', 'number'), decimals: 0, aggregation: 'sum', times: 1, hysteresis: 0 } as const

const ratioOf = ({ zh, en, normal }: Measure, of: Words) => ({
  ...({ unit: words('%', '%'), decimals: 2, aggregation: 'ratio', times: 100, hysteresis: 1, normal } as const),
  ...{
    numerator: words(`${zh.replace('率', '')}的${of.zh}`, `${of.en}: ${en}`),
    denominator: words(`全部${of.zh}`, `all ${of.en}`),
  },
})
