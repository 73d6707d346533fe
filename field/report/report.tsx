import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { ObjectBrief } from '../../contract/object-brief.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { serverNow } from '../../ui/clock.ts'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { Screen, useTitle } from '../../ui/screen.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { briefQuery } from '../objects/brief.ts'
import { wordsOf } from '../orders/words.ts'
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
function useDraft(
  given: string | null,
  start: Writing,
): { id: string; writing: Writing; change: (part: Partial<Writing>) => void } {
  const id = useMemo(() => given ?? newId(), [given])
  const [writing, setWriting] = useState<Writing>(() => (given ? readDraft(given) : null) ?? start)
  const person = session.use()?.person.id
  useEffect(() => {
    if (!person || isEmpty(writing)) return
    const timer = setTimeout(() => void keepDraft({ id, person, label: t('out.report') }, writing).catch(() => undefined), 400)
    return () => clearTimeout(timer)
  }, [id, person, writing])
  return { id, writing, change: (part) => setWriting((now) => ({ ...now, ...part })) }
}

/** What a report of an object begins with; where only one thing can be reported of it that is it. */
function startOf({ id, name, reports }: ObjectBrief): Writing {
  const [only, ...more] = reports
  const single = only && more.length === 0 ? { type: only.id, typeName: wordsOf(only.name) } : {}
  return { ...blank, ...single, about: { name, object: id } }
}

/** A report of the object one stands before: begun once the object is read. */
export function ReportOf({ id }: { id: string }): ReactNode {
  const query = useQuery(briefQuery(id))
  if (query.data) return <Report draft={null} about={query.data} />
  return (
    <PhoneFrame title={t('report.title')} back={hrefOf({ at: 'object', id })} cross>
      <Screen query={query} title={t('report.title')}>
        {() => null}
      </Screen>
    </PhoneFrame>
  )
}

/** F4: photo first, then place, kind, one sentence. Everything is kept as it is written; submitting needs no network. */
export function Report({ draft, about = null }: { draft: string | null; about?: ObjectBrief | null }): ReactNode {
  const who = session.use()
  const { id, writing, change } = useDraft(draft, about ? startOf(about) : blank)
  const of = writing.about?.object ?? ''
  const object = useQuery({ ...briefQuery(of), enabled: of !== '' }).data
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
      {writing.about ? (
        <section className="card">
          <h2>{t('report.about', { name: writing.about.name })}</h2>
          <p className="t2">{t('report.about-note')}</p>
        </section>
      ) : (
        <PlaceField
          value={writing.place}
          onChange={(place) => change({ place })}
          city={who.home.path.split('/')[0] ?? '50'}
          start={start}
        />
      )}
      <Kinds type={writing.type} change={change} {...(object ? { only: object.reports } : {})} />
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
