import type { MuteTried } from '../../../../contract/backtest.ts'
import type { Severity } from '../../../../contract/scales.ts'
import { covers } from '../../../flow/3-event/quiet/rules/reasons.ts'
import type { MuteInForce } from '../../../flow/3-event/quiet/types.ts'

type What = Pick<MuteInForce, 'area' | 'outline' | 'object' | 'device_kind' | 'type' | 'rule'>
/** A silence as it was: from when until when, and since when a second person has confirmed it. */
export type MutePlayed = What & { from: Date; to: Date; confirmed: Date | null }

type Up = { severity: Severity; mode: 'auto' | 'triage'; type: string; family: string }
/** Until when an alarm, said by these rules of these devices, is kept quiet, in milliseconds: it opens nothing until then. Null: it is not. */
export type Hush = (alarm: Up, speaking: string[], now: number) => number | null

type Place = { id: string; area: string; lon: number; lat: number }
type Of = { mutes: readonly MutePlayed[]; object: Place; pack: string; deviceKind: string | null }

/**
 * Silences as they keep the alarms of one object quiet, by the words of 3-event: red never, what calls by itself only while it is confirmed
 * (ADR 0021).
 */
export function hushOf({ mutes, object, pack, deviceKind }: Of): Hush {
  const place = { area: object.area, object: object.id, lon: object.lon, lat: object.lat, pack, deviceKind }
  return ({ severity, mode, type }, speaking, now) => {
    if (severity === 'red') return null
    const ends = mutes
      .filter(({ from, to, confirmed }) => {
        const since =
          mode === 'triage' ? from.getTime() : Math.max(from.getTime(), confirmed?.getTime() ?? Number.POSITIVE_INFINITY)
        return since <= now && now < to.getTime()
      })
      .filter((mute) => covers(mute, { ...place, type }, speaking))
      .map(({ to }) => to.getTime())
    return ends.length > 0 ? Math.max(...ends) : null
  }
}

/** A silence that is tried: as if it had been there all the days. */
export function mutePlayedOf({ what, confirmed }: MuteTried, { from, to }: { from: Date; to: Date }): MutePlayed {
  return {
    ...{ area: what.area, outline: what.outline ?? null, object: what.object ?? null, device_kind: what.deviceKind ?? null },
    ...{ type: what.type ?? null, rule: what.rule ?? null },
    // Over the whole of it: an alarm that stands at the end is quiet still.
    ...{ from: new Date(from.getTime() - marginMs), to: new Date(to.getTime() + marginMs), confirmed: confirmed ? from : null },
  }
}

const marginMs = 86_400_000
