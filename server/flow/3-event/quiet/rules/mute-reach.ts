import type { MuteReach } from '../../../../../contract/mute.ts'
import type { Severity } from '../../../../../contract/scales.ts'

type Standing = { severity: Severity; attended: boolean; calls: boolean }

/** What would become of alarms a silence covers: each in the first place that holds for it. */
export function reachOf(alarms: readonly Standing[]): MuteReach['alarms'] {
  const placeOf = ({ attended, severity, calls }: Standing) =>
    attended ? 'attended' : severity === 'red' ? 'red' : calls ? 'calling' : 'quiet'
  const places = alarms.map(placeOf)
  const count = (place: ReturnType<typeof placeOf>): number => places.filter((one) => one === place).length
  return {
    all: alarms.length,
    ...{ attended: count('attended'), red: count('red'), calling: count('calling'), quiet: count('quiet') },
  }
}
