import type { z } from 'zod'
import type { PlotsIn, PlotsTaken } from '../../../../contract/plot.ts'
import { sayRefusal } from '../../../../contract/refusal-words.ts'
import { toWgs84 } from '../../../kernel/crs.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { Allowance } from '../gateways/rules/allowance.ts'
import { countFrames } from '../gateways/store-gateways.ts'
import { keepAll } from './keep.ts'
import type { Persons } from './rules/persons.ts'
import { readSensed, type Sensed, type SensedRefusal } from './rules/read-sensed.ts'
import { deleteTargets, lockSensor } from './store-plots.ts'
import type { Seen } from './types.ts'

export type SensedDeps = { keepDays: number; zone: string; portion: Allowance; persons: Persons }
type Batch = z.infer<typeof PlotsIn>
type Wanted = { row: number } & ({ seen: Seen } | { refusal: Refusal })

/** Keeps what a sensing system saw, in one transaction: the plots that can be used, and how many became what. `source`: its key. */
export async function takeSensed(tx: Tx, deps: SensedDeps, source: string, batch: Batch): Promise<z.infer<typeof PlotsTaken>> {
  await lockSensor(tx, source, batch.sensor)
  const now = tx.now.getTime()
  const read = readSensed(batch.plots, { now: tx.now, keepDays: deps.keepDays })
  const key = (track: string): string => `${source} ${batch.sensor}/${track}`
  for (const track of read.persons.tracks) deps.persons.add(key(track), now)
  await deleteTargets(
    tx,
    read.persons.tracks.map((track) => ({ source, number: `${batch.sensor}/${track}` })),
  )
  const others = read.plots.filter(({ plot }) => !deps.persons.has(key(plot.track), now))
  const wanted = others.map((one) => wantedOf(one, { deps, source, batch, now }))
  const seen = wanted.flatMap((one) => ('seen' in one ? [one.seen] : []))
  const kept = await keepAll(tx, seen)
  const refused: SensedRefusal[] = [...read.refused, ...wanted.flatMap((one) => ('refusal' in one ? [one] : []))]
  const persons = read.persons.plots + read.plots.length - others.length
  await countAll(tx, [...kept, ...Array<string>(persons).fill('person'), ...refused.map(({ refusal }) => refusal.code)])
  return {
    taken: kept.filter((one) => one === 'taken').length,
    repeated: kept.filter((one) => one === 'repeated').length,
    persons,
    refused: refused.toSorted((a, b) => a.row - b.row).map(({ row, refusal }) => saidOf(row, refusal, deps.zone)),
  }
}

const saidOf = (row: number, { code, details }: Refusal, zone: string) => ({ row, code, ...sayRefusal(code, details, zone) })

type About = { deps: SensedDeps; source: string; batch: Batch; now: number }

function wantedOf({ row, plot }: Sensed, { deps, source, batch, now }: About): Wanted {
  const placed = toWgs84(batch.crs ?? null, plot.position)
  if (placed.flag) return { row, refusal: { code: `plot.${placed.flag}` } }
  if (!deps.portion.take(source, 0, now)) return { row, refusal: { code: 'plot.beyond-portion' } }
  const { track, at, kind, height = null, speed = null, course = null, heading = null, confidence = null, size } = plot
  const seen: Seen = {
    ...{ source, number: `${batch.sensor}/${track}`, kind: kind as Seen['kind'], station: batch.sensor, at: new Date(at) },
    ...{ vague: false, place: { lon: placed.lon, lat: placed.lat }, height, speed, course, heading, confidence },
    ...{ name: null, words: null, label: size === undefined ? {} : { size } },
  }
  return { row, seen }
}

async function countAll(tx: Tx, verdicts: readonly string[]): Promise<void> {
  const groups = Map.groupBy(verdicts, (verdict) => verdict)
  await countFrames(
    tx,
    [...groups].map(([verdict, { length }]) => ({ protocol: 'sensing', verdict, area: null, at: tx.now, n: length })),
  )
}
