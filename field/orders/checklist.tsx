import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import type { ChecklistView, OrderCard } from '../../contract/work-order.ts'
import { Button } from '../../ui/button.tsx'
import { clockTime, number } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { lastFix } from '../place/last-fix.ts'
import { t } from '../t.ts'
import { act } from './act.ts'
import type { ShownOrder } from './overlay.ts'
import { PhotoButton } from './photo-button.tsx'
import { wordsOf } from './words.ts'

type Item = z.infer<typeof ChecklistView>

const icons = { tick: null, photo: 'photo', reading: 'sensor', text: 'form' } as const

/** What an open item takes; a tick is an empty box. */
function KindMark({ kind }: { kind: Item['kind'] }): ReactNode {
  const icon = icons[kind]
  return icon && <Icon name={icon} size={16} />
}

/** The value a reading starts with: the newest of the case's devices. */
const liveValue = (readings: OrderCard['readings']): string => {
  const newest = readings[0]
  return newest ? number(newest.value).replace(',', '') : ''
}

function ReadingForm({ order, item, onDone }: { order: ShownOrder; item: Item; onDone: () => void }): ReactNode {
  const [text, setText] = useState(() => liveValue(order.readings))
  const value = Number(text.replace(',', '.'))
  const isNumber = text.trim() !== '' && Number.isFinite(value)
  const newest = order.readings[0]
  const send = async () => {
    if (isNumber && (await act(order, { verb: 'progress', label: wordsOf(item.name), body: { item: item.id, value } }))) onDone()
  }
  return (
    <div className="ck-form">
      <TextField
        label={item.unit ? t('item.reading-in', { unit: item.unit }) : t('item.reading')}
        kind="number"
        value={text}
        onChange={setText}
        {...(newest ? { hint: t('item.live', { reading: newest.reading.toUpperCase(), time: clockTime(newest.at) }) } : {})}
      />
      <Button kind="primary" off={isNumber ? null : t('item.no-number')} onPress={() => void send()}>
        {t('item.keep')}
      </Button>
    </div>
  )
}

function TextForm({ order, item, onDone }: { order: ShownOrder; item: Item; onDone: () => void }): ReactNode {
  const [note, setNote] = useState('')
  const send = async () => {
    if (await act(order, { verb: 'progress', label: wordsOf(item.name), body: { item: item.id, note: note.trim() } })) onDone()
  }
  return (
    <div className="ck-form">
      <TextField label={wordsOf(item.name)} lines={3} maxLength={1000} value={note} onChange={setNote} audience="internal" />
      <Button kind="primary" off={note.trim() ? null : t('form.empty')} onPress={() => void send()}>
        {t('item.keep')}
      </Button>
    </div>
  )
}

function PhotoForm({ order, item, onDone }: { order: ShownOrder; item: Item; onDone: () => void }): ReactNode {
  const place = () => {
    const fix = lastFix()
    return fix ? { lon: fix.lon, lat: fix.lat, accuracyM: fix.accuracyM } : {}
  }
  return (
    <div className="ck-form">
      <PhotoButton
        primary
        label={t('item.photo')}
        onPhoto={async (photo) => {
          if (
            await act(order, {
              verb: 'progress',
              label: wordsOf(item.name),
              body: { item: item.id, ...place() },
              photos: [photo],
            })
          )
            onDone()
        }}
      />
    </div>
  )
}

const forms = { reading: ReadingForm, text: TextForm, photo: PhotoForm } as const

function noteOf(order: ShownOrder, item: Item): string {
  if (order.waitingItems.has(item.id)) return t('item.waiting')
  if (item.done && item.doneAt) return clockTime(item.doneAt)
  return item.required ? t(`item.needs.${item.kind}`) : t('item.optional')
}

function Row({
  order,
  item,
  open,
  onOpen,
}: {
  order: ShownOrder
  item: Item
  open: boolean
  onOpen: (id: string | null) => void
}): ReactNode {
  const may = order.allowed.includes('progress')
  const Form = item.kind === 'tick' ? null : forms[item.kind]
  const press = () => {
    if (Form) onOpen(open ? null : item.id)
    else void act(order, { verb: 'progress', label: wordsOf(item.name), body: { item: item.id } })
  }
  const inside = (
    <>
      <span className={item.done ? 'k d' : 'k'}>
        {item.done ? <Icon name="check" size={18} /> : <KindMark kind={item.kind} />}
      </span>
      <span className="w">{wordsOf(item.name)}</span>
      <span className="m">{noteOf(order, item)}</span>
    </>
  )
  return (
    <li id={`item-${item.id}`}>
      {may && !(item.done && item.kind === 'tick') ? (
        <button type="button" className="ck-row" aria-expanded={Form ? open : undefined} onClick={press}>
          {inside}
        </button>
      ) : (
        <div className="ck-row">{inside}</div>
      )}
      {open && may && Form && <Form order={order} item={item} onDone={() => onOpen(null)} />}
    </li>
  )
}

/** The pack's steps, each done where it stands: a tick by one press, the others open a small form under their line. */
export function Checklist({ order }: { order: ShownOrder }): ReactNode {
  const [open, setOpen] = useState<string | null>(null)
  const done = (words: string, at: string | null) =>
    at && (
      <li>
        <div className="ck-row">
          <span className="k d">
            <Icon name="check" size={18} />
          </span>
          <span className="w">{words}</span>
          <span className="m">{clockTime(at)}</span>
        </div>
      </li>
    )
  if (order.state === 'asked' || (order.checklist.length === 0 && !order.acceptedAt)) return <Preview order={order} />
  return (
    <section className="card steps" aria-label={t('order.steps')}>
      <ul className="ck2">
        {done(t('verb.accept'), order.acceptedAt)}
        {done(t('verb.arrive'), order.arrivedAt)}
        {order.checklist.map((item) => (
          <Row key={item.id} order={order} item={item} open={open === item.id} onOpen={setOpen} />
        ))}
      </ul>
    </section>
  )
}

/** Before it is accepted: what will have to be done, to be read only. */
function Preview({ order }: { order: ShownOrder }): ReactNode {
  if (order.checklist.length === 0) return null
  return (
    <section className="card steps">
      <h3>{t('order.will')}</h3>
      <ul className="ck2">
        {order.checklist.map((item) => (
          <li key={item.id}>
            <div className="ck-row">
              <span className="k">
                <KindMark kind={item.kind} />
              </span>
              <span className="w">{wordsOf(item.name)}</span>
              <span className="m">{item.required ? '' : t('item.optional')}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
