import type { QuietReason } from '../../../../../contract/mute.ts'
import type { Quiet } from '../../../../../contract/pack.ts'
import { durationMs } from '../../../../../contract/time.ts'
import { isInside } from '../../../../kernel/geo.ts'
import type { MuteInForce, Noticed, Surroundings } from '../types.ts'
import { overUntil } from './over-until.ts'

/** Flapping and budgets are counted over this. */
export const hourMs = 3_600_000
/** What can end without anybody being told is looked at as often as devices speak. */
const lookMs = 60_000
const mostMs = 600_000

const iso = (ms: number): string => new Date(ms).toISOString()

/**
 * Everything that keeps an alarm quiet now. Red is kept quiet by nothing. What calls people by itself is kept quiet only by a silence that
 * a second person confirmed, by a cause above it, or while it flaps: an overfull hour of orange may be a disaster and no noise (ADR 0021, 0024).
 */
export function quietReasons(alarm: Noticed, around: Surroundings, quiet: Quiet, now: number): QuietReason[] {
  if (alarm.severity === 'red') return []
  const calls = alarm.mode === 'auto'
  const speaking = around.standing.find((one) => one.alarm === alarm.alarm)?.contributors ?? {}
  const reasons: QuietReason[] = around.mutes
    .filter((mute) => covers(mute, alarm, Object.keys(speaking)) && (!calls || mute.confirmed_by !== null))
    .map((mute) => ({
      ...{ kind: 'mute', mute: mute.id, reason: mute.reason, ownerName: mute.owner_name },
      ...{ ofRule: mute.rule !== null, until: mute.to_at.toISOString() },
    }))
  if (quiet.caused.includes(alarm.family)) reasons.push(...causesOf(around, durationMs(quiet.release), now))
  const fault = calls ? null : faultOf(alarm, around, quiet, Object.keys(speaking))
  if (fault) reasons.push({ kind: 'device-fault', rule: fault })
  const flapping = flapsUntil(around.raises, quiet, now)
  if (flapping) reasons.push({ kind: 'flapping', raises: around.raises.length, until: iso(flapping) })
  const noisy = overUntil(around.opened, quiet.budget - 1, { windowMs: hourMs, now })
  if (noisy && !calls) reasons.push({ kind: 'budget', rule: alarm.rule, opened: around.opened.length, until: iso(noisy) })
  return reasons
}

/** Until when an alarm that was raised at these moments counts as flapping; null: it does not. */
export const flapsUntil = (raises: readonly number[], { flapsOver }: Pick<Quiet, 'flapsOver'>, now: number): number | null =>
  overUntil(raises, flapsOver, { windowMs: hourMs, now })

/** Does a silence cover this alarm? Everything it names must fit; a rule only while no other one speaks. */
export function covers(
  mute: Pick<MuteInForce, 'area' | 'outline' | 'object' | 'device_kind' | 'type' | 'rule'>,
  alarm: Pick<Noticed, 'area' | 'object' | 'deviceKind' | 'type' | 'lon' | 'lat' | 'pack'>,
  speaking: readonly string[],
): boolean {
  const named = mute.rule
  return (
    alarm.area.startsWith(mute.area) &&
    (mute.object === null || mute.object === alarm.object) &&
    (mute.device_kind === null || mute.device_kind === alarm.deviceKind) &&
    (mute.type === null || mute.type === alarm.type) &&
    (mute.outline === null || isInside(mute.outline, alarm.lon, alarm.lat)) &&
    (named === null || speaking.every((key) => `${alarm.pack}/${key.slice(key.lastIndexOf(':') + 1)}` === named))
  )
}

function causesOf({ causes }: Surroundings, releaseMs: number, now: number): QuietReason[] {
  return causes
    .filter(({ cleared }) => cleared === null || cleared + releaseMs > now)
    .map(({ cleared, ...cause }) => ({ kind: 'cause', ...cause, until: cleared === null ? null : iso(cleared + releaseMs) }))
}

/** The rule by which every device that speaks for the alarm is not to be believed; null as soon as one of them is. */
function faultOf(alarm: Noticed, { standing }: Surroundings, { faults }: Quiet, speaking: readonly string[]): string | null {
  const said = new Set(standing.flatMap(({ contributors }) => Object.keys(contributors)))
  const fault = faults.find(
    ({ rule, families }) =>
      families.includes(alarm.family) &&
      speaking.length > 0 &&
      speaking.every((key) => said.has(`${key.slice(0, key.lastIndexOf(':'))}:${rule}`)),
  )
  return fault?.rule ?? null
}

/**
 * When reasons are to be asked again, in milliseconds: when the last of them is over; what may end without a word within the minute; and
 * every ten minutes in any case, because who ends a reason may not have seen the alarm that was muted in the same moment.
 */
export function lookAgainAt(reasons: readonly QuietReason[], now: number): number {
  if (reasons.some((reason) => reason.kind === 'device-fault' || (reason.kind === 'mute' && reason.ofRule))) return now + lookMs
  const ends = reasons.map((reason) =>
    'until' in reason && reason.until !== null ? Date.parse(reason.until) : Number.POSITIVE_INFINITY,
  )
  return Math.min(Math.max(...ends), now + mostMs)
}
