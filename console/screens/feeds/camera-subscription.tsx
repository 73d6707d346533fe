import type { ReactNode } from 'react'
import type { CameraPage } from '../../../contract/camera.ts'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'

type Platform = CameraPage['platforms'][number]

/** What a view library was asked for, what it said, and how long ago; where it is asked is set from here. */
export function SubscriptionCell({ row, onAddress }: { row: Platform; onAddress: ((row: Platform) => void) | null }): ReactNode {
  const now = useNow()
  const held = row.subscription
  const failed = held?.state === 'refused' || held?.state === 'away'
  const words = (): string => {
    if (!held) return t('cameras.sub.none')
    if (held.until) return t('cameras.sub.granted', { until: dateTime(held.until, now, lang()) })
    return t(`cameras.sub.${held.state}`)
  }
  return (
    <div className="col">
      <span>
        {failed ? <Tag kind="strong">{words()}</Tag> : words()} {held && <Age at={held.at} />}
      </span>
      {held?.reason && <span className="wrap-any">{say(held.reason)}</span>}
      <span className="row">
        {held && <span className="meta wrap-any">{held.address}</span>}
        {onAddress && (
          <Button small kind="ghost" onPress={() => onAddress(row)} aria-label={t('cameras.address-of', { name: row.name })}>
            {t('cameras.address')}…
          </Button>
        )}
      </span>
    </div>
  )
}
