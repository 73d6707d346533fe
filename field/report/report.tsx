import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { serverNow } from '../../ui/clock.ts'
import type { IconName } from '../../ui/icons.tsx'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { useTitle } from '../../ui/screen.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Tiles } from '../../ui/tiles.tsx'
import { toast } from '../../ui/toast.tsx'
import { PhotoButton } from '../orders/photo-button.tsx'
import { PhonePhoto } from '../orders/server-photo.tsx'
import { wordsOf } from '../orders/words.ts'
import { newId } from '../outbox/new-id.ts'
import { PlaceField } from '../place/place-field.tsx'
import { go, hrefOf } from '../route.ts'
import { session } from '../session.ts'
import { t } from '../t.ts'
import { blank, isEmpty, keepDraft, missingIn, readDraft, sendDraft, type Writing } from './draft.ts'
import { kindsQuery } from './kinds.ts'
import { NearBy } from './near.tsx'

type Change = (part: Partial<Writing>) => void

/** The contract's most. */
const mostPhotos = 9
/** Six tiles first; the others behind one press. */
const firstKinds = 6

const icons: readonly [RegExp, IconName][] = [
  [/manhole|cover/, 'cover'],
  [/stall|vendor|trade/, 'stall'],
  [/water|flood|drain/, 'water'],
  [/\btree|green/, 'tree'],
  [/light|lamp/, 'light'],
  [/road|parking|traffic/, 'road'],
  [/gas|smell/, 'sensor'],
  [/noise/, 'sound'],
]
const iconOf = (id: string): IconName => icons.find(([pattern]) => pattern.test(id))?.[1] ?? 'flag'

function Photos({ photos, change }: { photos: Writing['photos']; change: Change }): ReactNode {
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

function Kinds({ type, change }: { type: string | null; change: Change }): ReactNode {
  const [all, setAll] = useState(false)
  const kinds = useQuery(kindsQuery)
  const rows = kinds.data?.rows ?? []
  const chosen = rows.findIndex((row) => row.id === type)
  const shown = all || chosen >= firstKinds ? rows : rows.slice(0, firstKinds)
  const pick = (id: string) => {
    const row = rows.find((one) => one.id === id)
    if (row) change({ type: id, typeName: wordsOf(row.name) })
  }
  return (
    <section>
      <Tiles
        label={t('report.kind')}
        choices={shown.map((row) => ({ id: row.id, label: wordsOf(row.name), icon: iconOf(row.id) }))}
        value={type}
        onChange={pick}
        {...(rows.length === 0 ? { hint: t('report.kinds-none') } : {})}
      />
      {rows.length > firstKinds && chosen < firstKinds && (
        <button type="button" className="linkish" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'report.fewer' : 'report.more')}
        </button>
      )}
    </section>
  )
}

/** Keeps what is written as it is written, once there is anything. */
function useDraft(given: string | null): { id: string; writing: Writing; change: Change } {
  const id = useMemo(() => given ?? newId(), [given])
  const [writing, setWriting] = useState<Writing>(() => (given ? readDraft(given) : null) ?? blank)
  const person = session.use()?.person.id
  useEffect(() => {
    if (!person || isEmpty(writing)) return
    const timer = setTimeout(() => void keepDraft({ id, person, label: t('out.report') }, writing).catch(() => undefined), 400)
    return () => clearTimeout(timer)
  }, [id, person, writing])
  return { id, writing, change: (part) => setWriting((now) => ({ ...now, ...part })) }
}

/** F4: photo first, then place, kind, one sentence. Everything is kept as it is written; submitting needs no network. */
export function Report({ draft }: { draft: string | null }): ReactNode {
  const who = session.use()
  const { id, writing, change } = useDraft(draft)
  useTitle(t('report.title'))
  if (!who) return null
  const [first] = missingIn(writing)
  const send = async () => {
    try {
      await sendDraft({ id, person: who.person.id, label: t('out.report') }, writing, new Date(serverNow()).toISOString())
      navigator.vibrate?.(40)
      toast({ words: `${t('report.done')}。${t('report.done-note')}` })
      go({ at: 'outbox' }, true)
    } catch {
      toast({ words: t('phone.full'), problem: true })
    }
  }
  const foot = (
    <Button kind="primary" off={first ? t(`report.no-${first}`) : null} onPress={() => void send()}>
      {first ? t(`report.no-${first}`) : t('report.send')}
    </Button>
  )
  const right = !isEmpty(writing) && <span className="meta">{t('report.saved')}</span>
  const start = { lon: who.home.lon ?? 106.55, lat: who.home.lat ?? 29.56 }
  return (
    <PhoneFrame title={t('report.title')} back={hrefOf({ at: 'today' })} cross right={right} foot={foot}>
      <Photos photos={writing.photos} change={change} />
      <PlaceField
        value={writing.place}
        onChange={(place) => change({ place })}
        city={who.home.path.split('/')[0] ?? '50'}
        start={start}
      />
      <Kinds type={writing.type} change={change} />
      <TextField
        label={t('report.words')}
        hint={t('report.words-hint')}
        lines={2}
        maxLength={1000}
        value={writing.content}
        onChange={(content) => change({ content })}
        audience="internal"
      />
      <TextField
        label={t('place.address')}
        value={writing.address}
        maxLength={200}
        onChange={(address) => change({ address })}
        audience="internal"
      />
      {who.permits.includes('event.self-handle') && (
        <Checkbox value={writing.selfHandled} onChange={(selfHandled) => change({ selfHandled })}>
          {t('report.self')}
        </Checkbox>
      )}
      <NearBy at={writing.place} chosen={writing.same} onChosen={(same) => change({ same })} />
    </PhoneFrame>
  )
}
