import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { serverNow } from '../../ui/clock.ts'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { useTitle } from '../../ui/screen.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { newId } from '../outbox/new-id.ts'
import { PlaceField } from '../place/place-field.tsx'
import { go, hrefOf } from '../route.ts'
import { session } from '../session.ts'
import { t } from '../t.ts'
import { blank, isEmpty, keepDraft, missingIn, readDraft, sendDraft, type Writing } from './draft.ts'
import { Kinds } from './kinds-field.tsx'
import { NearBy } from './near.tsx'
import { Photos } from './photos-field.tsx'

/** Keeps what is written as it is written, once there is anything. */
function useDraft(given: string | null): { id: string; writing: Writing; change: (part: Partial<Writing>) => void } {
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
