import { type ReactNode, useState } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import type { EventWay, WayAction } from '../../../contract/way-closure.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { readReach } from '../../../ui/way-words.ts'
import { say } from '../../messages.ts'
import { DrawOutline } from '../../parts/draw-outline.tsx'
import { ReasonForm } from '../../parts/reason-form.tsx'
import type { Corner } from '../../rules/outline.ts'
import { useAct } from '../../use-act.ts'
import { t } from './words.ts'

type Props = { event: EventDetail; way: EventWay; order: string | null; onDone: () => void; onCancel: () => void }

/** What an act on a way asks before it is done. */
export function WayForm({ action, ...props }: Props & { action: WayAction }): ReactNode {
  if (action === 'close') return <CloseForm {...props} />
  if (action === 'ask-lift') return <AskForm {...props} />
  if (action === 'hand-over') return <HandForm {...props} />
  return <WhyForm action={action} {...props} />
}

/** How far a picture for drawing a reach shows at first (m): a few kilometres of water. */
const acrossM = 5_000

function CloseForm({ event, way, order, onDone, onCancel }: Props): ReactNode {
  const { known } = way
  const act = useAct()
  const [wayName, setWayName] = useState(known.wayName)
  const [from, setFrom] = useState(known.fromKm === null ? '' : String(known.fromKm))
  const [to, setTo] = useState(known.toKm === null ? '' : String(known.toKm))
  const [line, setLine] = useState<Corner[] | null>(known.line.length > 0 ? null : [])
  const { reach, fault } = readReach({ wayName, from, to })
  const send = async () => {
    const body = { block: way.block, ...reach, ...(line ? { line } : {}) }
    if (await act.run(`/work-orders/${order}/way-close`, body)) onDone()
  }
  return (
    <section className="way-form" aria-label={t('form.close', { name: say(way.name) })}>
      <div>
        <h3>{t('form.close', { name: say(way.name) })}</h3>
        <p className="meta">{t('form.close-note')}</p>
      </div>
      <div className="three">
        <TextField label={t('form.way')} value={wayName} onChange={setWayName} maxLength={40} required />
        <TextField label={t('form.from')} value={from} onChange={setFrom} maxLength={8} required />
        <TextField label={t('form.to')} value={to} onChange={setTo} maxLength={8} required />
      </div>
      {known.line.length > 0 && (
        <Segmented
          label={t('form.line')}
          value={line ? 'draw' : 'known'}
          onChange={(id) => setLine(id === 'draw' ? [] : null)}
          items={[
            { id: 'known', label: t('form.line-known', { n: known.line.length }) },
            { id: 'draw', label: t('form.line-draw') },
          ]}
        />
      )}
      {line && (
        <DrawOutline
          area={event.area.split('/')[1] ?? event.area}
          corners={line}
          onChange={setLine}
          line
          around={{ centre: { lon: event.lon, lat: event.lat }, acrossM }}
        />
      )}
      <FieldNote error={act.error?.message ?? null} />
      <div className="row wrap">
        <Button kind="primary" off={fault && t(`form.${fault}`)} busy={act.busy} onPress={() => void send()}>
          {t('form.send')}
        </Button>
        <Button onPress={onCancel}>{t('form.cancel')}</Button>
      </div>
    </section>
  )
}

function AskForm({ way, onDone, onCancel }: Props): ReactNode {
  const act = useAct()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const open = way.checks.filter(({ id }) => !ticked.has(id)).length
  const tick = (id: string, on: boolean) => {
    const next = new Set(ticked)
    if (on) next.add(id)
    else next.delete(id)
    setTicked(next)
  }
  const send = async (note: string) => {
    const done = await act.run(`/way-closures/${way.closure!.id}/ask-lift`, { checks: [...ticked], note })
    if (done) onDone()
    return done
  }
  return (
    <ReasonForm
      draft={`way-ask-${way.closure!.id}`}
      title={t('form.ask', { name: say(way.name) })}
      note={t('form.ask-note')}
      verb={t('form.send-ask')}
      least={4}
      most={300}
      off={open > 0 ? t('form.check-missing', { n: open }) : null}
      act={act}
      onSend={send}
      onCancel={onCancel}
    >
      <fieldset className="col" aria-label={t('form.checks')}>
        {way.checks.map(({ id, name }) => (
          <Checkbox key={id} value={ticked.has(id)} onChange={(on) => tick(id, on)}>
            {say(name)}
          </Checkbox>
        ))}
      </fieldset>
    </ReasonForm>
  )
}

function HandForm({ way, onDone, onCancel }: Props): ReactNode {
  const act = useAct()
  const [to, setTo] = useState('')
  const send = async (reason: string) => {
    const done = await act.run(`/way-closures/${way.closure!.id}/hand-over`, { to: to.trim(), reason })
    if (done) onDone()
    return done
  }
  return (
    <ReasonForm
      draft={`way-hand-${way.closure!.id}`}
      title={t('form.hand', { name: say(way.name) })}
      note={t('form.hand-note')}
      verb={t('form.send-hand')}
      least={4}
      most={300}
      off={to.trim().length < 2 ? t('form.hand-to') : null}
      act={act}
      onSend={send}
      onCancel={onCancel}
    >
      <TextField label={t('form.hand-to')} value={to} onChange={setTo} maxLength={60} required />
    </ReasonForm>
  )
}

/** It is not needed, or may not be lifted yet: why. */
function WhyForm({ way, order, action, onDone, onCancel }: Props & { action: WayAction }): ReactNode {
  const act = useAct()
  const isRefusal = action === 'refuse-lift'
  const send = async (reason: string) => {
    const done = isRefusal
      ? await act.run(`/way-closures/${way.closure!.id}/lift`, { passed: false, reason })
      : await act.run(`/work-orders/${order}/way-needless`, { block: way.block, reason })
    if (done) onDone()
    return done
  }
  return (
    <ReasonForm
      draft={`way-${action}-${way.closure?.id ?? order}`}
      title={t(isRefusal ? 'form.refuse' : 'form.needless', { name: say(way.name) })}
      verb={t(isRefusal ? 'form.send-refuse' : 'form.send-needless')}
      least={4}
      most={300}
      act={act}
      onSend={send}
      onCancel={onCancel}
    />
  )
}
