import type { DetailValues } from '../../../../../contract/detail.ts'
import type { Haulage } from '../../../../../contract/haulage.ts'
import type { HaulPermit } from '../types.ts'

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const hour = /^([01]\d|2[0-3]):[0-5]\d$/

/** `106.50,29.50 106.60,29.50` → points; what is no pair of degrees makes the whole route unknown, and an unknown route forbids nothing. */
export function readRoute(written: string | null): HaulPermit['route'] {
  const pairs = (written ?? '')
    .normalize('NFKC')
    .split(/[\s;]+/)
    .filter(Boolean)
    .map((pair) => pair.split(',').map(Number))
  const good = pairs.every(
    ([lon, lat, ...more]) => more.length === 0 && Math.abs(lon ?? 999) <= 180 && Math.abs(lat ?? 999) <= 90,
  )
  return good ? pairs.map(([lon, lat]) => [lon!, lat!] as const) : []
}

/** A permit as the register keeps it; null when its days are not known: then it permits nothing. Hours that are not known permit any hour. */
export function readPermit(named: Haulage['permit'], code: string, details: DetailValues): HaulPermit | null {
  const [validFrom, validUntil] = [text(details[named.validFrom]), text(details[named.validUntil])]
  if (!validFrom || !validUntil) return null
  const [from, to] = [text(details[named.hoursFrom]), text(details[named.hoursTo])]
  const hours = from && to && hour.test(from) && hour.test(to) ? { from, to } : null
  return { code, validFrom, validUntil, hours, route: readRoute(text(details[named.route])) }
}
