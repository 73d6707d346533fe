import type { ReactNode } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import { clockTime } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { Photo } from '../../../ui/photo.tsx'
import { say, t } from '../../messages.ts'
import { usePhotos } from '../../parts/use-photos.ts'
import './pictures.css'

type Picture = { key: string; file: string; label: string; caption: string; taken: boolean }

/** The newest of what units brought, the latest first, then what the cameras took that it was opened with. */
export function picturesOf({ evidence, sightings }: Pick<EventDetail, 'evidence' | 'sightings'>): Picture[] {
  const brought = evidence.flatMap(({ id, kind, file, label, takenAt, byName }) =>
    kind === 'photo' && file
      ? [{ key: id, file, label: say(label), caption: `${clockTime(takenAt)} ${byName} · ${say(label)}`, taken: false }]
      : [],
  )
  const taken = sightings.map(({ file, label, camera, thing, at }) => {
    const what = [label, thing].filter(Boolean).join(' ')
    return { key: file, file, label: what, caption: t('event.sighting', { what, camera, time: clockTime(at) }), taken: true }
  })
  return [...brought.slice(-3).toReversed(), ...taken]
}

export function Pictures({ event }: { event: EventDetail }): ReactNode {
  const pictures = picturesOf(event)
  const srcOf = usePhotos(pictures.map(({ file }) => file))
  const taken = event.sightings.length
  const words = taken > 0 ? 'event.pictures-taken' : 'event.pictures-n'
  return (
    <Panel title={t('event.pictures')} note={pictures.length > 0 ? t(words, { n: pictures.length - taken, taken }) : undefined}>
      {pictures.length === 0 ? (
        <p className="meta">{t('event.pictures-none')}</p>
      ) : (
        <div className="scene-pics">
          {pictures.map(({ key, file, label, caption, taken: byCamera }) => (
            <div key={key} className={byCamera ? 'taken' : undefined}>
              <Photo src={srcOf(file) || null} label={label} caption={caption} />
            </div>
          ))}
        </div>
      )}
    </Panel>
  )
}
