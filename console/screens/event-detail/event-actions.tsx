import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { EventAction, EventDetail } from '../../../contract/event.ts'
import { Button } from '../../../ui/button.tsx'
import { type KeyAction, useKeys } from '../../../ui/keys.ts'
import { connection } from '../../../ui/live.ts'
import { Menu } from '../../../ui/menu.tsx'
import { lang } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useCommands } from '../../frame/commands.ts'
import { say, t, tell } from '../../messages.ts'
import { ActForm } from '../../parts/act-form/act-form.tsx'
import { eventSpecs, type FieldSpec } from '../../parts/act-form/specs.ts'
import { useAct } from '../../use-act.ts'
import { primaryOf } from './primary.ts'
import { UrgeForm } from './urge-form.tsx'

const keys: Partial<Record<EventAction, KeyAction>> = { urge: 'urge', check: 'sendToCheck' }
/** Buttons beside the primary one; more than these go into the menu. */
const SHOWN = 4

function useStart(event: EventDetail, open: (verb: EventAction) => void) {
  const act = useAct()
  const undo = useAct()
  const navigate = useNavigate()
  const path = (verb: EventAction) => `/events/${event.id}/${verb}`
  const takeBack = async () => {
    const done = await undo.run(path('undo'))
    toast(
      done
        ? { words: t('triage.undone', { title: event.title }) }
        : { words: undo.refusal()?.message ?? t('triage.undo-late'), problem: true },
    )
  }
  const start = async (verb: EventAction) => {
    act.clear()
    if (verb === 'check') return navigate({ to: '/check', search: { id: event.id } })
    if (eventSpecs[verb].length > 0) return open(verb)
    const done = await act.run(path(verb), { version: event.version })
    if (!done) return
    const words = t('event.done', { verb: t(`event-verb.${verb}`), title: event.title })
    toast(verb === 'dispatch' ? { words, onUndo: () => void takeBack() } : { words })
  }
  return { act, start }
}

/** What somebody asks for, else why it cannot be closed yet, in one line at the right. */
function Closing({ event }: { event: EventDetail }): ReactNode {
  if (event.pause && !event.pause.granted)
    return (
      <span className="meta tells">
        {t('event.pause-asked', {
          by: event.pause.askedBy,
          verb: t(`event-verb.${event.pause.verb}`),
          reason: event.pause.reason,
        })}
      </span>
    )
  if (event.state === 'handling')
    return (
      <span className="meta tells" title={event.missing.map(say).join(lang() === 'en' ? '; ' : '、')}>
        {event.missing.length > 0 ? t('closing.not-yet', { n: event.missing.length }) : t('closing.ready')}
      </span>
    )
  return null
}

type Props = {
  event: EventDetail
  /** the data are not fresh: nothing may be done on them */
  old: boolean
  drawer: ReactNode
  /** a verb whose form is open from the start, where it is allowed */
  begin?: EventAction | null
}

/** What a verb asks of this event: who is asked to help may be given a part of its plan, and then has what that part has (a list, a way to close). */
function fieldsFor(verb: EventAction, { plan }: EventDetail): readonly FieldSpec[] {
  const parts = plan?.parts ?? []
  if (verb !== 'support' || parts.length === 0) return eventSpecs[verb]
  const choices = parts.map(({ id, name }) => ({ id, label: say(name) }))
  return [...eventSpecs.support, { key: 'as', kind: 'choice', label: 'as', choices, optional: true }]
}

/** The foot of the page: exactly what the server allows now. One is the next step; a verb that asks something opens its form here. */
export function EventActions({ event, old, drawer, begin = null }: Props): ReactNode {
  const [form, setForm] = useState<EventAction | null>(begin && event.allowed.includes(begin) ? begin : null)
  const { act, start } = useStart(event, setForm)
  const offline = connection.use().state === 'offline' || old ? t('act.offline') : null
  const primary = primaryOf(event)
  const others = event.allowed.filter((verb) => verb !== primary)
  const shown = others.slice(0, SHOWN)
  const rest = others.slice(SHOWN)
  const run = (verb: EventAction) => void start(verb)
  const handlers = Object.fromEntries(
    event.allowed.flatMap((verb) => {
      const key = keys[verb]
      return key ? [[key, () => run(verb)]] : []
    }),
  )
  useKeys(form === null && !offline ? handlers : {})
  useCommands(() =>
    event.allowed.map((verb) => ({ id: `e-${verb}`, label: t(`event-verb.${verb}`), note: event.title, onRun: () => run(verb) })),
  )
  const close = () => setForm(null)
  if (form === 'urge') return <UrgeForm event={event} onClose={close} />
  if (form)
    return (
      <footer className="act form">
        <ActForm
          draft={`${form}-${event.id}`}
          path={`/events/${event.id}/${form}`}
          version={event.version}
          title={t(`event-verb.${form}`)}
          note={tell(`event-note.${form}`) ?? undefined}
          verb={t(`event-verb.${form}`)}
          fields={fieldsFor(form, event)}
          place={{ area: event.area, lon: event.lon, lat: event.lat, own: event.id }}
          ready={readyFor(form, event)}
          onDone={() => {
            toast({ words: t('event.done', { verb: t(`event-verb.${form}`), title: event.title }) })
            close()
          }}
          onCancel={close}
        />
      </footer>
    )
  const button = (verb: EventAction) => {
    const key = keys[verb]
    const more = eventSpecs[verb].length > 0 ? '…' : ''
    return (
      <Button
        key={verb}
        kind={verb === primary ? 'primary' : 'plain'}
        busy={act.busy}
        off={offline}
        onPress={() => run(verb)}
        {...(key ? { keyFor: key } : {})}
      >
        {t(`event-verb.${verb}`)}
        {more}
      </Button>
    )
  }
  return (
    <footer className="act">
      {primary && button(primary)}
      {shown.map(button)}
      {rest.length > 0 && (
        <Menu
          entries={rest.map((verb) => ({ id: verb, label: t(`event-verb.${verb}`), off: offline, onPress: () => run(verb) }))}
        />
      )}
      {event.allowed.length === 0 && <span className="meta">{t('event.nothing-allowed')}</span>}
      {drawer}
      <span className="grow" />
      {act.error ? <FieldNote error={act.error.message} /> : <Closing event={event} />}
    </footer>
  )
}

/** Why a sensor's alarm is often false; it is remembered with the sensor. */
const readyFor = (verb: EventAction, { source }: EventDetail): readonly string[] =>
  source === 'sensor' && (verb === 'false-alarm' || verb === 'report-false-alarm') ? t('doubt.false-ready').split('|') : []
