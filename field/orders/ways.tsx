import { type ReactNode, useState } from 'react'
import type { EventWay } from '../../contract/way-closure.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { clockTime } from '../../ui/format.ts'
import { t as ui } from '../../ui/t.ts'
import { Tag } from '../../ui/tag.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { isLoud, isShut, reachWords, readReach } from '../../ui/way-words.ts'
import { t } from '../t.ts'
import { act } from './act.ts'
import type { ShownOrder } from './overlay.ts'
import { wordsOf } from './words.ts'
import './ways.css'

type Props = { order: ShownOrder; way: EventWay }
type FormProps = Props & { onDone: () => void }

/** Whom the plan wants told; one press when it was done. */
function Told({ order, way }: Props): ReactNode {
  const { closure } = way
  if (!closure || closure.state === 'needless') return null
  const tell = (id: string, name: string) =>
    act(order, {
      verb: 'way-tell',
      label: t('way.label.tell', { name: wordsOf(way.name), to: name }),
      body: { block: way.block, to: id },
    })
  return (
    <>
      <p className="t2">{t('way.told', { n: closure.told.length, of: way.tell.length })}</p>
      <ul className="way-told">
        {way.tell.map(({ id, name }) => {
          const told = closure.told.find(({ to }) => to === id)
          const words = wordsOf(name)
          return (
            <li key={id}>
              <span className="grow">{words}</span>
              {told ? (
                <span className="t2 nw">{t('way.told-at', { time: clockTime(told.at) })}</span>
              ) : (
                way.allowed.includes('tell') && (
                  <Button label={`${t('way.tell')} ${words}`} onPress={() => void tell(id, words)}>
                    {t('way.tell')}
                  </Button>
                )
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}

function CloseForm({ order, way, onDone }: FormProps): ReactNode {
  const { known } = way
  const [wayName, setWayName] = useState(known.wayName)
  const [from, setFrom] = useState(known.fromKm === null ? '' : String(known.fromKm))
  const [to, setTo] = useState(known.toKm === null ? '' : String(known.toKm))
  const { reach, fault } = readReach({ wayName, from, to })
  const off = fault && t(fault === 'name' ? 'form.empty' : `way.${fault}`)
  const send = async () => {
    const body = { block: way.block, ...reach }
    if (await act(order, { verb: 'way-close', label: t('way.label.close', { name: wordsOf(way.name) }), body })) onDone()
  }
  return (
    <div className="way-form">
      <TextField label={t('way.name')} value={wayName} onChange={setWayName} maxLength={40} />
      <div className="way-km">
        <TextField label={t('way.from')} value={from} onChange={setFrom} maxLength={8} />
        <TextField label={t('way.to')} value={to} onChange={setTo} maxLength={8} />
      </div>
      <div className="acts">
        <Button onPress={onDone}>{t('form.back')}</Button>
        <Button kind="primary" off={off} onPress={() => void send()}>
          {t('way.close', { name: wordsOf(way.name) })}
        </Button>
      </div>
    </div>
  )
}

function WhyForm({ order, way, onDone }: FormProps): ReactNode {
  const [reason, setReason] = useState('')
  const send = async () => {
    const body = { block: way.block, reason: reason.trim() }
    if (await act(order, { verb: 'way-needless', label: t('way.label.needless', { name: wordsOf(way.name) }), body })) onDone()
  }
  return (
    <div className="way-form">
      <TextField
        label={t('way.why')}
        lines={2}
        maxLength={300}
        value={reason}
        onChange={setReason}
        audience="internal"
        autoFocus
      />
      <div className="acts">
        <Button onPress={onDone}>{t('form.back')}</Button>
        <Button kind="primary" off={reason.trim().length < 4 ? t('form.empty') : null} onPress={() => void send()}>
          {t('way.needless')}
        </Button>
      </div>
    </div>
  )
}

function AskForm({ order, way, onDone }: FormProps): ReactNode {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [note, setNote] = useState('')
  const open = way.checks.filter(({ id }) => !ticked.has(id)).length
  const tick = (id: string, on: boolean) => {
    const next = new Set(ticked)
    if (on) next.add(id)
    else next.delete(id)
    setTicked(next)
  }
  const send = async () => {
    const body = { closure: way.closure!.id, checks: [...ticked], note: note.trim() }
    if (await act(order, { verb: 'way-ask-lift', label: t('way.label.ask', { name: wordsOf(way.name) }), body })) onDone()
  }
  const off = open > 0 ? t('way.missing', { n: open }) : note.trim().length < 4 ? t('form.empty') : null
  return (
    <fieldset className="way-form" aria-label={t('way.checks')}>
      {way.checks.map(({ id, name }) => (
        <Checkbox key={id} value={ticked.has(id)} onChange={(on) => tick(id, on)}>
          {wordsOf(name)}
        </Checkbox>
      ))}
      <TextField label={t('way.note')} lines={2} maxLength={300} value={note} onChange={setNote} audience="internal" />
      <div className="acts">
        <Button onPress={onDone}>{t('form.back')}</Button>
        <Button kind="primary" off={off} onPress={() => void send()}>
          {t('way.ask-lift')}
        </Button>
      </div>
    </fieldset>
  )
}

type Form = 'close' | 'needless' | 'ask-lift'
const forms = { close: CloseForm, needless: WhyForm, 'ask-lift': AskForm } as const

function Acts({ order, way }: Props): ReactNode {
  const [open, setOpen] = useState<Form | null>(null)
  const may = (['close', 'needless', 'ask-lift'] as const).filter((one) => way.allowed.includes(one))
  if (open) {
    const Shown = forms[open]
    return <Shown order={order} way={way} onDone={() => setOpen(null)} />
  }
  if (may.length === 0) return null
  return (
    <div className="acts">
      {may.map((one) => (
        <Button key={one} kind={one === 'close' ? 'primary' : 'plain'} onPress={() => setOpen(one)}>
          {t(`way.${one}`, { name: wordsOf(way.name) })}…
        </Button>
      ))}
    </div>
  )
}

function Way({ order, way }: Props): ReactNode {
  const { closure, known } = way
  const state = closure?.state ?? 'none'
  const shown = closure ?? known
  return (
    <section className="card" aria-label={wordsOf(way.name)}>
      <h3 className="row">
        <span className="grow">{wordsOf(way.name)}</span>
        <Tag kind={isShut(way) ? 'solid' : 'strong'}>{t(`way.state.${state}`)}</Tag>
      </h3>
      {state !== 'needless' && (
        <p>
          <b className="b">{[shown.wayName, reachWords(shown)].filter(Boolean).join(' ')}</b>{' '}
          <span className="t2">{closure ? t('way.since', { time: clockTime(closure.since, true) }) : t('way.known')}</span>
        </p>
      )}
      {closure?.reason && <p>{closure.reason}</p>}
      {!closure && <p className="t2">{t(way.wanted ? 'way.wanted' : 'way.ready')}</p>}
      {isShut(way) && way.standing && isLoud(way) && (
        <p className="t2">{t('way.level', { severity: ui(`severity.${way.standing}`), below: ui(`severity.${way.below}`) })}</p>
      )}
      <Told order={order} way={way} />
      <Acts order={order} way={way} />
    </section>
  )
}

/** 通行管制 on the phone of whoever orders it: which reach, who was told, and that it be lifted. Works without a network. */
export const Ways = ({ order }: { order: ShownOrder }): ReactNode =>
  order.ways.map((way) => <Way key={way.block} order={order} way={way} />)
