import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { serverNow } from '../../ui/clock.ts'
import { useTitle } from '../../ui/screen.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { toast } from '../../ui/toast.tsx'
import { wordsOf } from '../orders/words.ts'
import { newId } from '../outbox/new-id.ts'
import { enqueue } from '../outbox/outbox.ts'
import { PlaceField } from '../place/place-field.tsx'
import { blank, bodyOf, missingIn, type Writing } from '../report/draft.ts'
import { Kinds } from '../report/kinds-field.tsx'
import { Photos } from '../report/photos-field.tsx'
import { codeQuery, type Shown } from './code.tsx'
import { p } from './messages.ts'
import { nobody } from './nobody.ts'
import { codeInPath, go } from './route.ts'
import { Page } from './shell.tsx'

/** Where the map begins while there is no place: the middle of the city's map, by the code of the whole city. */
const city = { code: '50', start: { lon: 106.5516, lat: 29.5628 } }

const phonePattern = /^[0-9+ -]{5,20}$/

type Contact = { name: string; phone: string }

function ContactFields({ contact, onChange }: { contact: Contact; onChange: (next: Contact) => void }): ReactNode {
  const isBad = contact.phone.trim() !== '' && !phonePattern.test(contact.phone.trim())
  return (
    <details className="card contact">
      <summary>{p('send.contact')}</summary>
      <TextField
        label={p('send.name')}
        value={contact.name}
        maxLength={60}
        autoComplete="name"
        onChange={(name) => onChange({ ...contact, name })}
        audience="internal"
      />
      <TextField
        label={p('send.phone')}
        kind="tel"
        value={contact.phone}
        maxLength={20}
        autoComplete="tel"
        hint={p('send.phone-note')}
        error={isBad ? p('send.phone-bad') : null}
        onChange={(phone) => onChange({ ...contact, phone })}
        audience="internal"
      />
    </details>
  )
}

/** What is written about an object: bound to its code; where only one thing can be reported of it that is it. */
function aboutIt(writing: Writing, { name, reports }: Shown, code: string): Writing {
  const [only, ...more] = reports
  const single = only && more.length === 0 && writing.type === null
  return { ...writing, about: { name, code }, ...(single ? { type: only.id, typeName: wordsOf(only.name) } : {}) }
}

/** The report itself: photo first, place, kind, one sentence; a name and a number only if the person wants to. */
export function Send(): ReactNode {
  const code = codeInPath(location.pathname)
  const bound = useQuery({ ...codeQuery(code ?? ''), enabled: code !== null })
  const object = code ? (bound.data?.object ?? null) : null
  const [own, setWriting] = useState<Writing>(blank)
  const writing = object && code ? aboutIt(own, object, code) : own
  const [contact, setContact] = useState<Contact>({ name: '', phone: '' })
  useTitle(p('send.title'))
  const change = (part: Partial<Writing>) => setWriting((now) => ({ ...now, ...part }))
  const [first] = missingIn(writing)
  const phone = contact.phone.trim()
  const off = first ? p(`send.no-${first}`) : phone && !phonePattern.test(phone) ? p('send.phone-bad') : null
  const sent = useRef(false)
  const send = async () => {
    if (sent.current) return // pressed twice
    sent.current = true
    const { selfHandled: _, ...report } = bodyOf(writing, new Date(serverNow()).toISOString())
    const body = { ...report, ...(contact.name.trim() ? { contactName: contact.name.trim() } : {}), ...(phone ? { phone } : {}) }
    const id = newId()
    try {
      await enqueue({
        id,
        person: nobody,
        case: `report:${id}`,
        verb: 'report',
        title: writing.typeName,
        label: p('send.title'),
        body,
        photos: writing.photos,
      })
      go({ at: 'got', id }, true)
    } catch {
      toast({ words: p('send.full'), problem: true })
      sent.current = false
    }
  }
  const foot = (
    <Button kind="primary" off={off} onPress={() => void send()}>
      {off ?? p('send.go')}
    </Button>
  )
  return (
    <Page title={p('send.title')} back foot={foot}>
      <Photos photos={writing.photos} change={change} />
      {object ? (
        <section className="card">
          <h2>{p('code.about', { name: object.name })}</h2>
          <p className="t2">{p('code.about-note')}</p>
        </section>
      ) : (
        <PlaceField value={writing.place} onChange={(place) => change({ place })} city={city.code} start={city.start} />
      )}
      <Kinds type={writing.type} change={change} {...(object ? { only: object.reports } : {})} />
      <TextField
        label={p('send.words')}
        hint={p('send.words-hint')}
        lines={2}
        maxLength={1000}
        value={writing.content}
        onChange={(content) => change({ content })}
        audience="internal"
      />
      <ContactFields contact={contact} onChange={setContact} />
    </Page>
  )
}
