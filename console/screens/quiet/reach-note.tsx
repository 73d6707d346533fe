import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { MuteReach, MuteWhat } from '../../../contract/mute.ts'
import { Age } from '../../../ui/age.tsx'
import { number } from '../../../ui/format.ts'
import { t } from '../../messages.ts'
import { reachQuery } from '../../queries.ts'

const places = ['quiet', 'calling', 'red', 'attended'] as const

/** How much a silence would reach, before it is made: devices, and what would become of the alarms that stand now. */
export function ReachNote({ what }: { what: MuteWhat }): ReactNode {
  const { data, error, isPlaceholderData } = useQuery(reachQuery(what))
  if (error)
    return (
      <p className="meta" role="alert">
        {t('quiet.reach-failed', { why: error.message })}
      </p>
    )
  if (!data || isPlaceholderData) return <p className="meta">{t('quiet.reach-asking')}</p>
  return (
    <p role="status">
      <b className="b">{t('quiet.reach', { objects: number(data.objects), devices: number(data.devices) })}</b> {alarmWords(data)}{' '}
      <Age at={data.at} />
    </p>
  )
}

function alarmWords({ alarms }: MuteReach): string {
  if (alarms.all === 0) return t('quiet.reach-none')
  const parts = places
    .filter((place) => alarms[place] > 0)
    .map((place) => t(`quiet.reach-${place}`, { n: number(alarms[place]) }))
  return t('quiet.reach-alarms', { n: number(alarms.all), parts: parts.join(t('quiet.joiner')) })
}
