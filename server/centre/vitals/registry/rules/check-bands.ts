import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { vitalBands } from '../../../../../contract/vital-kinds.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'

/**
 * Do the bands lie around the normal range, each further out than the one before, on the side the direction says is bad? Where more is better
 * there is nothing to fear above, where less is better nothing below.
 */
export function checkBands(definition: VitalDefinition): Result<null> {
  const { normalAbove = [], direction, hysteresis } = definition
  for (const { bands, normal } of [definition, ...normalAbove.map((one) => ({ bands: one.bands, normal: one }))]) {
    const fits = checkRange({ bands, normal, direction, hysteresis })
    if (!fits.ok) return fits
  }
  return ok(null)
}

type Ranged = Pick<VitalDefinition, 'bands' | 'normal' | 'direction' | 'hysteresis'>

function checkRange({ bands = [], normal, direction, hysteresis }: Ranged): Result<null> {
  if (bands.length === 0) return ok(null)
  if (!normal) return refuse('vital.bands')
  let inner: NonNullable<Ranged['normal']> = normal
  let rank = -1
  for (const { band, ...limits } of bands) {
    if ((direction === 'less' && limits.least !== undefined) || (direction === 'more' && limits.most !== undefined))
      return refuse('vital.band-side')
    const [least, most] = ends(limits)
    const [from, to] = ends(inner)
    const further = vitalBands.indexOf(band) > rank && least <= from && most >= to && (least < from || most > to || rank === -1)
    // Who comes back from a band by the hysteresis must not stand in a worse place than who never left it.
    if (!further || hysteresis * 2 > most - least) return refuse('vital.bands')
    inner = limits
    rank = vitalBands.indexOf(band)
  }
  return ok(null)
}

const ends = ({ least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }: NonNullable<VitalDefinition['normal']>) =>
  [least, most] as const
