import type { Location } from '../../../../protocols/jt808/location.ts'

/** Alarm bits of 0x0200 by reading; each stands as long as its cause, or until the report that brought it is answered (28). */
const bits = {
  distress: ['emergency', 'collision', 'rollover'],
  overspeed: ['overspeed'],
  fatigue: ['fatigue'],
  'off-route': ['off-route'],
  theft: ['stolen', 'illegal-ignition', 'illegal-displacement'],
} as const

/** What the active safety additions call an alarm but is none: a road sign seen, a photo, another driver. */
const noWarning: readonly (string | null)[] = ['road-sign-seen', 'photo', 'driver-changed']
/** `state` of an addition: the warning it names is over. */
const over = 2

type Told = { state: number; type?: { kind: string | null } }

/**
 * What one report says is wrong, as readings of 0 and 1. The additions 64–67 come only with the report of their warning: 0 says that
 * this report tells of none, so that the warning is over when no more is told.
 */
export function vehicleFlags({ alarms, extras }: Pick<Location, 'alarms' | 'extras'>): Record<string, number> {
  const { adas, dsm, tyres, blindSpot, abnormalDriving } = extras
  const set = (names: readonly string[]): boolean => alarms.some((name) => names.includes(name))
  const tired = (told(dsm) && dsm?.type.kind === 'fatigue') || abnormalDriving?.kinds.names.includes('fatigue') === true
  const busy = abnormalDriving?.kinds.names.some((name) => name !== 'fatigue') === true
  return {
    distress: flag(set(bits.distress)),
    overspeed: flag(set(bits.overspeed)),
    fatigue: flag(set(bits.fatigue) || tired),
    'off-route': flag(set(bits['off-route'])),
    theft: flag(set(bits.theft)),
    ahead: flag(told(adas)),
    driver: flag((told(dsm) && dsm?.type.kind !== 'fatigue') || busy),
    tyres: flag(told(tyres)),
    'blind-spot': flag(told(blindSpot)),
  }
}

const flag = (set: boolean): 0 | 1 => (set ? 1 : 0)
const told = (one: Told | undefined): boolean =>
  one !== undefined && one.state !== over && !noWarning.includes(one.type?.kind ?? null)
