import { type ReactNode, useState } from 'react'
import type { EvidenceView } from '../contract/event.ts'
import { When } from './age.tsx'
import { Dialog } from './dialog.tsx'
import { clockTime, distance, number } from './format.ts'
import { evidenceIcons, Icon } from './icons.tsx'
import { fileUrl, Photo } from './photo.tsx'
import { lang, t } from './t.ts'

const labelOf = (e: Pick<EvidenceView, 'label'>) => (lang() === 'en' ? e.label.en : e.label.zh)

/** A tick is "done" in words, a number has its unit; a sentence stays as it is. */
function valueWords({ value, unit }: EvidenceView): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return ` ${[number(value, 1), unit].filter(Boolean).join(' ')}`
  return typeof value === 'boolean' ? ` ${t(value ? 'evidence.ticked' : 'evidence.not-ticked')}` : ` ${String(value)}`
}

function Facts({ e }: { e: EvidenceView }): ReactNode {
  return (
    <p className="meta">
      {e.byName} · <When at={e.takenAt} seconds />
      {e.accuracyM !== null && ` · ${t('evidence.accuracy', { m: Math.round(e.accuracyM) })}`}
      {e.distanceM !== null && ` · ${t('evidence.distance', { distance: distance(e.distanceM) })}`}
      {e.hash && ` · ${t('evidence.hash', { hash: e.hash.slice(0, 12) })}`}
    </p>
  )
}

/**
 * What was brought as proof: photographs (enlarge on press, with time, place and hash), readings and words. `missing` are the items the pack
 * still wants, as dashed frames. `srcOf` only where photos are not on the server yet (the phone's own copies).
 */
export function Evidence({
  items,
  missing = [],
  srcOf = (id, size) => fileUrl(id, size),
}: {
  items: readonly EvidenceView[]
  missing?: readonly string[]
  srcOf?: (file: string, size: 'full' | 'small') => string
}): ReactNode {
  const [open, setOpen] = useState<EvidenceView | null>(null)
  const photos = items.filter((e) => e.kind === 'photo')
  const words = items.filter((e) => e.kind !== 'photo')
  if (items.length === 0 && missing.length === 0) return <p className="meta">{t('evidence.none')}</p>
  return (
    <>
      <div className="pics">
        {photos.map((e) => (
          <Photo
            key={e.id}
            src={e.file && srcOf(e.file, 'small')}
            label={labelOf(e)}
            caption={`${clockTime(e.takenAt)} ${e.byName}`}
            onPress={() => setOpen(e)}
          />
        ))}
        {missing.map((label) => (
          <span key={label} className="add">
            {t('evidence.missing', { label })}
          </span>
        ))}
      </div>
      {words.length > 0 && (
        <ul className="ck">
          {words.map((e) => (
            <li key={e.id}>
              <Icon name={evidenceIcons[e.kind]} size={14} />
              <span>
                {labelOf(e)}
                {valueWords(e)}
              </span>
              <span className="meta">
                {clockTime(e.takenAt)} {e.byName}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Dialog open={open !== null} onClose={() => setOpen(null)} title={open ? labelOf(open) : ''} shape="photo">
        {open?.file && <img className="photo-large" src={srcOf(open.file, 'full')} alt={labelOf(open)} />}
        {open && <Facts e={open} />}
      </Dialog>
    </>
  )
}
