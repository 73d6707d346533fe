import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { PhotoButton } from '../orders/photo-button.tsx'
import { PhonePhoto } from '../orders/server-photo.tsx'
import { t } from '../t.ts'
import type { Writing } from './draft.ts'

/** The contract's most. */
const mostPhotos = 9

/** Photographs of a report, first of all; each can be taken away again until it is sent. */
export function Photos({ photos, change }: { photos: Writing['photos']; change: (part: Partial<Writing>) => void }): ReactNode {
  return (
    <section className="shots" aria-label={t('order.photos')}>
      {photos.map((photo, n) => (
        <span key={photo.id} className="shot">
          <PhonePhoto id={photo.id} label={t('report.photo', { n: n + 1 })} />
          <Button
            icon="x"
            label={t('report.drop-photo', { n: n + 1 })}
            onPress={() => change({ photos: photos.filter((one) => one.id !== photo.id) })}
          />
        </span>
      ))}
      {photos.length < mostPhotos && (
        <PhotoButton
          tile
          label={t(photos.length === 0 ? 'report.first' : 'report.again')}
          onPhoto={(photo) => change({ photos: [...photos, photo] })}
        />
      )}
    </section>
  )
}
