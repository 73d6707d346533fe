import { type ReactNode, useState } from 'react'
import type { Evacuation, EvacuationRow } from '../../contract/evacuation.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { clockTime } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { t } from '../t.ts'
import { act } from './act.ts'
import { inOrderOfNeed, isSettled } from './evacuation-rules.ts'
import type { ShownOrder } from './overlay.ts'
import './evacuation.css'

type Count = Pick<EvacuationRow, 'told' | 'gone' | 'refused' | 'missing'>
const parts = ['gone', 'refused', 'missing'] as const

/** One number with a finger's width of minus and plus; more than the household has cannot be counted. */
function Stepper({
  label,
  value,
  room,
  onChange,
}: {
  label: string
  value: number
  room: number
  onChange: (value: number) => void
}) {
  return (
    <div className="row evac-step">
      <span className="grow">{label}</span>
      <Button
        label={t('evac.less', { what: label })}
        off={value === 0 ? t('evac.none-left') : null}
        onPress={() => onChange(value - 1)}
      >
        −
      </Button>
      <b className="b evac-n">{value}</b>
      <Button
        label={t('evac.more', { what: label })}
        off={room === 0 ? t('evac.all-counted') : null}
        onPress={() => onChange(value + 1)}
      >
        +
      </Button>
    </div>
  )
}

function CountForm({ order, row, onDone }: { order: ShownOrder; row: EvacuationRow; onDone: () => void }): ReactNode {
  const [count, setCount] = useState<Count>({ told: row.told, gone: row.gone, refused: row.refused, missing: row.missing })
  const room = row.persons - count.gone - count.refused - count.missing
  const send = async (what: Count) => {
    const body = { household: row.id, ...what }
    if (await act(order, { verb: 'evacuation', label: t('evac.label', { door: row.door }), body })) onDone()
  }
  return (
    <div className="ck-form evac-form">
      <Checkbox value={count.told} onChange={(told) => setCount({ ...count, told })}>
        {t('evac.told')}
      </Checkbox>
      {parts.map((part) => (
        <Stepper
          key={part}
          label={t(`evac.${part}`)}
          value={count[part]}
          room={room}
          onChange={(n) => setCount({ ...count, [part]: n })}
        />
      ))}
      <p className="t2">{room > 0 ? t('evac.room', { n: room }) : t('evac.settled')}</p>
      <div className="acts">
        <Button onPress={onDone}>{t('form.back')}</Button>
        <Button kind="primary" onPress={() => void send(count)}>
          {t('evac.keep')}
        </Button>
      </div>
    </div>
  )
}

/** What is known of a door, in words: nothing counted is said as such. */
function stateOf(row: EvacuationRow): string {
  if (row.at === null) return t('evac.nobody-counted')
  const known = parts.flatMap((part) => (row[part] > 0 ? [t(`evac.${part}-n`, { n: row[part] })] : []))
  const open = row.persons - row.gone - row.refused - row.missing
  return [t(row.told ? 'evac.told' : 'evac.untold'), ...known, ...(open > 0 ? [t('evac.room', { n: open })] : [])].join(' · ')
}

function Household({ order, row, may }: { order: ShownOrder; row: EvacuationRow; may: boolean }): ReactNode {
  const [open, setOpen] = useState(false)
  const all = async () => {
    const body = { household: row.id, told: true, gone: row.persons, refused: 0, missing: 0 }
    await act(order, { verb: 'evacuation', label: t('evac.label', { door: row.door }), body })
  }
  return (
    <li className={`evac-row${isSettled(row) ? ' evac-done' : ''}`}>
      <div className="row top">
        <div className="grow">
          <b className="b">{row.door}</b> {row.head} · {t('evac.persons', { n: row.persons })}
          {row.help && <p className="evac-help">{row.help}</p>}
          <p className="t2">
            {stateOf(row)}
            {row.at && ` · ${clockTime(row.at)}`}
          </p>
          {row.inCharge && <p className="t2">{t('evac.in-charge', { name: row.inCharge })}</p>}
        </div>
      </div>
      {may && !open && (
        <div className="acts">
          {!isSettled(row) && <Button onPress={() => void all()}>{t('evac.all-gone')}</Button>}
          <Button onPress={() => setOpen(true)}>{t(row.at ? 'evac.change' : 'evac.count')}</Button>
        </div>
      )}
      {open && <CountForm order={order} row={row} onDone={() => setOpen(false)} />}
    </li>
  )
}

/** What the register says, in words; a number it does not have is not none. */
const registeredWords = ({ registered: { households, persons } }: Evacuation): string =>
  [
    households === null ? '' : t('evac.households-n', { n: households }),
    persons === null ? '' : t('evac.persons', { n: persons }),
  ]
    .filter(Boolean)
    .join(' ') || t('evac.not-filled')

/** The register says that somebody lives there, no household is entered: how the list is got, or that nobody lives there. */
function Unlisted({ order, list }: { order: ShownOrder; list: Evacuation }): ReactNode {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const send = async () => {
    if (await act(order, { verb: 'evacuation-nobody', label: t('evac.nobody'), body: { reason: reason.trim() } })) setOpen(false)
  }
  return (
    <section className="card" aria-label={t('evac.title')}>
      <h3>{t('evac.title')}</h3>
      <p className="evac-unlisted">
        <Icon name="alert" size={18} /> <b>{t('evac.unlisted', { known: registeredWords(list) })}</b>
      </p>
      <p className="t2">{t('evac.enter')}</p>
      {list.required && <p className="t2">{t('evac.held')}</p>}
      {order.allowed.includes('progress') && list.named && !open && (
        <div className="acts">
          <Button onPress={() => setOpen(true)}>{t('evac.nobody')}…</Button>
        </div>
      )}
      {open && (
        <div className="ck-form evac-form">
          <TextField
            label={t('evac.nobody-why')}
            lines={2}
            maxLength={200}
            value={reason}
            onChange={setReason}
            audience="internal"
            autoFocus
          />
          <div className="acts">
            <Button onPress={() => setOpen(false)}>{t('form.back')}</Button>
            <Button kind="primary" off={reason.trim().length < 2 ? t('form.empty') : null} onPress={() => void send()}>
              {t('evac.nobody')}
            </Button>
          </div>
        </div>
      )}
    </section>
  )
}

/** 撤离清单 on the phone of whoever is there: door by door, who was told, left, refuses, is missing. Works without a network. */
export function EvacuationList({ order }: { order: ShownOrder }): ReactNode {
  const list = order.evacuation
  if (!list || list.expired) return null
  if (list.list === 'unlisted') return <Unlisted order={order} list={list} />
  if (list.list === 'nobody')
    return (
      <section className="card" aria-label={t('evac.title')}>
        <h3>{t('evac.title')}</h3>
        <p>{t('evac.nobody-said')}</p>
      </section>
    )
  const { sum } = list
  const may = order.allowed.includes('progress')
  return (
    <section className="card" aria-label={t('evac.title')}>
      <h3>{t('evac.title')}</h3>
      <p>
        <b className="b">{t('evac.sum', { settled: sum.settled, households: sum.households })}</b>{' '}
        {t('evac.sum-persons', { gone: sum.gone, persons: sum.persons })}
        {sum.refused > 0 && ` · ${t('evac.refused-n', { n: sum.refused })}`}
        {sum.missing > 0 && ` · ${t('evac.missing-n', { n: sum.missing })}`}
      </p>
      {list.required && sum.settled < sum.households && <p className="t2">{t('evac.required')}</p>}
      {!list.named && <p className="t2">{t('evac.others')}</p>}
      <ul className="evac">
        {inOrderOfNeed(list.rows).map((row) => (
          <Household key={row.id} order={order} row={row} may={may} />
        ))}
      </ul>
    </section>
  )
}
