import type { ReactNode } from 'react'
import type { InspectionItem } from '../../contract/inspection.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { PhotoButton } from '../orders/photo-button.tsx'
import { PhonePhoto } from '../orders/server-photo.tsx'
import { wordsOf } from '../orders/words.ts'
import { t } from '../t.ts'
import { asksWhyNone, type ItemWriting, isFaulty, missingOf } from './writing.ts'

const mostPhotos = 6
type Props = { item: InspectionItem; n: number; one: ItemWriting | undefined; change: (part: ItemWriting) => void }

function Shots({ one, change }: Pick<Props, 'one' | 'change'>): ReactNode {
  const photos = one?.photos ?? []
  return (
    <div className="shots">
      {photos.map((photo, n) => (
        <span key={photo.id} className="shot">
          <PhonePhoto id={photo.id} label={t('report.photo', { n: n + 1 })} />
          <Button
            icon="x"
            label={t('report.drop-photo', { n: n + 1 })}
            onPress={() => change({ photos: photos.filter(({ id }) => id !== photo.id) })}
          />
        </span>
      ))}
      {photos.length < mostPhotos && (
        <PhotoButton tile label={t('item.photo')} onPhoto={(photo) => change({ photos: [...photos, photo] })} />
      )}
    </div>
  )
}

function Answer({ item, one, change }: Omit<Props, 'n'>): ReactNode {
  if (item.kind === 'check')
    return (
      <Segmented
        label={wordsOf(item.name)}
        items={(['fine', 'fault', 'none'] as const).map((id) => ({ id, label: t(`inspect.${id}`) }))}
        value={one?.answer ?? ''}
        onChange={(answer) => change({ answer: answer as 'fine' })}
      />
    )
  if (item.kind === 'reading')
    return (
      <TextField
        hideLabel
        label={wordsOf(item.name)}
        kind="number"
        value={one?.value ?? ''}
        onChange={(value) => change({ value })}
        hint={[item.unit, item.hint && wordsOf(item.hint)].filter(Boolean).join(' · ')}
      />
    )
  if (item.kind === 'photo') return null
  return (
    <TextField
      hideLabel
      label={wordsOf(item.name)}
      lines={2}
      maxLength={500}
      value={one?.text ?? ''}
      onChange={(text) => change({ text })}
    />
  )
}

/** One thing to look at: fine, faulty or not there by one press; what is faulty asks for words and a photo, what must be looked at and is not there for words. */
export function ItemCard({ item, n, one, change }: Props): ReactNode {
  const faulty = isFaulty(item, one)
  const asksPhoto = item.kind === 'photo' || faulty || (item.kind !== 'text' && item.photo === 'always')
  const done = missingOf(item, one) === null && one !== undefined
  return (
    <section className={faulty ? 'card insp faulty' : 'card insp'} id={`item-${item.id}`} aria-label={wordsOf(item.name)}>
      <h2>
        <span className={done ? 'k d' : 'k'} aria-hidden="true">
          {done ? <Icon name={faulty ? 'alert' : 'check'} size={18} /> : n}
        </span>
        <span>{wordsOf(item.name)}</span>
      </h2>
      {item.kind !== 'reading' && item.hint && <p className="t2">{wordsOf(item.hint)}</p>}
      <Answer item={item} one={one} change={change} />
      {(faulty || asksWhyNone(item, one)) && (
        <TextField
          label={t(faulty ? 'inspect.what' : 'inspect.why-none')}
          lines={2}
          maxLength={500}
          value={one?.text ?? ''}
          onChange={(text) => change({ text })}
          audience="internal"
        />
      )}
      {asksPhoto && <Shots one={one} change={change} />}
    </section>
  )
}
