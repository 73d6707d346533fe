import type { Haulage } from '../../../../contract/haulage.ts'
import type { Pack } from '../../../../contract/pack.ts'
import type { HaulSample } from '../../../../contract/pack-haul-sample.ts'
import { durationMs } from '../../../../contract/time.ts'
import { usable } from '../../../flow/1-ingest/rules/usable.ts'
import { timeIn } from '../../../flow/2-detect/haulage/rules/city-time.ts'
import { createDrive } from '../../../flow/2-detect/haulage/rules/drive.ts'
import { type Ticket, takenBy, volumeFound } from '../../../flow/2-detect/haulage/rules/paper-findings.ts'
import { ticketFindings } from '../../../flow/2-detect/haulage/rules/play-papers.ts'
import { sourceOf } from '../../../flow/2-detect/haulage/rules/read-papers.ts'
import { readPermit } from '../../../flow/2-detect/haulage/rules/read-permit.ts'
import { placesOf } from '../../../flow/2-detect/haulage/rules/read-places.ts'
import type { HaulContext, Told } from '../../../flow/2-detect/haulage/types.ts'

/** A finding of a sample; `of`: code of the carrier or site, or number of the ticket. */
export type HaulTold = { at: string; check: string; of: string }

const always = new Date(0)
const moment = (written: string | undefined): Date | null => (written === undefined ? null : new Date(written))

/** How many moments a run stands for: with `every` both ends are included. */
export const lengthOf = ({ at, every, to }: HaulSample['drives'][number]): number => {
  const step = every ? durationMs(every) : 0
  return to && step > 0 ? Math.max(0, Math.floor((Date.parse(to) - Date.parse(at)) / step) + 1) : 1
}

/** Plays a sample of what is carried through the very checks the server runs; findings by their moments. */
export function replayHaul({ haulage, readings }: Pack, sample: HaulSample, zone = 'Asia/Shanghai'): HaulTold[] {
  if (!haulage) return []
  const until = new Date(sample.until)
  const found = [
    ...ofCarriers({ haulage, readings, zone }, sample, until),
    ...ofTickets(haulage, sample, until),
    ...ofSites(haulage, sample, { until, zone }),
  ]
  return found.sort((a, b) => order(a).localeCompare(order(b)))
}

const order = ({ at, check, of }: HaulTold): string => `${at} ${check} ${of}`

function ofCarriers(
  { haulage, readings, zone }: Pick<Pack, 'readings'> & { haulage: Haulage; zone: string },
  sample: HaulSample,
  until: Date,
): HaulTold[] {
  const named = (one: { code: string; name?: string | undefined }) => ({ ...one, name: one.name ?? one.code })
  const places = {
    from: placesOf(
      sample.from.map((one) => ({ ...one, ...named(one) })),
      haulage.from.radius,
    ),
    to: placesOf(
      sample.to.map((one) => ({ ...one, ...named(one) })),
      haulage.to.radius,
    ),
  }
  const carriers = [...new Set(sample.drives.map(({ carrier }) => carrier))].sort()
  return carriers.flatMap((code) => {
    const context = { ...places, ...papersOf(haulage, sample, code) }
    const drive = createDrive(
      { carrier: code, at: () => haulage, cityTime: timeIn(zone), context },
      { from: always, isWanted: () => true },
    )
    for (const told of toldBy(code, { haulage, readings }, sample)) if (told.at <= until) drive.step({ told, area: '' })
    return drive.found.map(({ at, check }) => ({ at: at.toISOString(), check: check.id, of: code }))
  })
}

function papersOf(
  { permit }: Haulage,
  { permits, tickets }: HaulSample,
  carrier: string,
): Pick<HaulContext, 'permits' | 'tickets'> {
  return {
    permits: permits.flatMap(({ code, details }) =>
      details[permit.carrier] === carrier ? (readPermit(permit, code, details) ?? []) : [],
    ),
    tickets: tickets
      .filter((one) => one.carrier === carrier && one.voidAt === undefined)
      .map(({ no, openedAt, closedAt }) => ({ no, openedAt: new Date(openedAt), closedAt: moment(closedAt) })),
  }
}

/** What the device of a carrier told, in order; what does not fit its bounds, or has no place, is not looked at, as it is not in the city. */
function toldBy(code: string, { haulage, readings }: Pick<Pack, 'readings'> & { haulage: Haulage }, sample: HaulSample): Told[] {
  const moments = sample.drives.filter(({ carrier }) => carrier === code).flatMap(momentsOf)
  return moments
    .flatMap(({ at, values }): Told[] => {
      const { feeds, whole } = usable(values, readings)
      const { lon, lat } = feeds
      if (!whole || lon === undefined || lat === undefined) return []
      return [{ at, lon, lat, speed: feeds[haulage.speed.reading] ?? null, load: feeds[haulage.load.reading] ?? null }]
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

function momentsOf(drive: HaulSample['drives'][number]): { at: Date; values: Record<string, number> }[] {
  const { at, every, values, end } = drive
  const [begin, step, n] = [Date.parse(at), every ? durationMs(every) : 0, lengthOf(drive)]
  const onTheWay = (name: 'lon' | 'lat', i: number): Record<string, number> => {
    const from = values[name]
    return end && from !== undefined && n > 1 ? { [name]: from + ((end[name] - from) * i) / (n - 1) } : {}
  }
  return Array.from({ length: n }, (_, i) => ({
    at: new Date(begin + i * step),
    values: { ...values, ...onTheWay('lon', i), ...onTheWay('lat', i) },
  }))
}

const ticketOf = (one: HaulSample['tickets'][number]): Ticket => ({
  ...{ no: one.no, load: one.load, closedLoad: one.closedLoad ?? null, washed: one.washed ?? null },
  ...{ openedAt: new Date(one.openedAt), closedAt: moment(one.closedAt), voidAt: moment(one.voidAt) },
})

function ofTickets({ checks }: Haulage, { tickets, from }: HaulSample, until: Date): HaulTold[] {
  const sites = new Set(from.map(({ code }) => code))
  return tickets.flatMap((one) =>
    sites.has(one.from)
      ? ticketFindings(checks, ticketOf(one), { name: one.from }, { from: always, to: until }).map(({ at, check }) => ({
          ...{ at: at.toISOString(), check: check.id, of: one.no },
        }))
      : [],
  )
}

/** Volumes, looked at whenever a ticket comes or closes and at the end; each once a month. */
function ofSites(haulage: Haulage, { tickets, from }: HaulSample, { until, zone }: { until: Date; zone: string }): HaulTold[] {
  const cityTime = timeIn(zone)
  const volumes = haulage.checks.filter((check) => check.kind === 'volume')
  return from.flatMap((site) => {
    const its = tickets.filter((one) => one.from === site.code).map(ticketOf)
    const source = sourceOf(haulage, { ...site, name: site.name ?? site.code })
    const times = its.flatMap(({ openedAt, closedAt }) => [openedAt, ...(closedAt ? [closedAt] : [])])
    const looked = [...times.filter((at) => at <= until), until].sort((a, b) => a.getTime() - b.getTime())
    const found = new Map<string, HaulTold>()
    for (const now of looked)
      for (const check of volumes) {
        const one = volumeFound(check, source, takenBy(its, now), { now, day: cityTime(now).day })
        if (one && !found.has(one.key)) found.set(one.key, { at: now.toISOString(), check: check.id, of: site.code })
      }
    return [...found.values()]
  })
}
