import { type ReactNode, useState } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import type { EventWay, WayAction } from '../../../contract/way-closure.ts'
import { Button } from '../../../ui/button.tsx'
import { clockTime } from '../../../ui/format.ts'
import { Icon } from '../../../ui/icons.tsx'
import { t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { isLoud, isShut, reachWords } from '../../../ui/way-words.ts'
import { say } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { WayForm } from './way-forms.tsx'
import { t } from './words.ts'
import './ways.css'

type Props = { event: EventDetail; way: EventWay }

/** Which reach, since when, by whose order; before that the reach the register knows. */
function Reach({ way }: { way: EventWay }): ReactNode {
  const { closure, known } = way
  const shown = closure?.state === 'needless' ? null : (closure ?? known)
  if (!shown) return null
  return (
    <dl>
      <dt>{t('reach')}</dt>
      <dd>
        <b>{[shown.wayName, reachWords(shown) ?? t('reach.none')].join(' ')}</b>{' '}
        {!closure && <span className="meta">{t('reach.known')}</span>}
        {shown.line.length === 0 && <span className="meta"> · {t('line.none')}</span>}
      </dd>
      {closure && (
        <>
          <dt>{t('since')}</dt>
          <dd>
            {clockTime(closure.since, true)} · {t('by', { unit: closure.unitName, name: closure.byName ?? '' })}
          </dd>
        </>
      )}
    </dl>
  )
}

/** Whom the plan wants told, and who was. */
function Told({ way, order }: { way: EventWay; order: string | null }): ReactNode {
  const act = useAct()
  const { closure } = way
  if (!closure || closure.state === 'needless') return null
  const may = order !== null && way.allowed.includes('tell')
  return (
    <>
      <p className="meta">{t('told', { n: closure.told.length, of: way.tell.length })}</p>
      <ul>
        {way.tell.map(({ id, name }) => {
          const told = closure.told.find(({ to }) => to === id)
          return (
            <li key={id}>
              <Icon name={told ? 'check' : 'minus'} size={14} />
              <span className="grow">{say(name)}</span>
              {told ? (
                <span className="meta">
                  {t('told.line', { time: clockTime(told.at), name: [told.byName, told.how].filter(Boolean).join(' · ') })}
                </span>
              ) : may ? (
                <Button
                  small
                  busy={act.busy}
                  label={`${t('tell')} ${say(name)}`}
                  onPress={() => void act.run(`/work-orders/${order}/way-tell`, { block: way.block, to: id })}
                >
                  {t('tell')}
                </Button>
              ) : (
                <span className="meta">{t('untold')}</span>
              )}
            </li>
          )
        })}
      </ul>
      <FieldNote error={act.error?.message ?? null} />
    </>
  )
}

/** What was said of it since it was ordered. */
function Said({ way }: { way: EventWay }): ReactNode {
  const { closure } = way
  if (!closure) return <p className="meta">{t(way.wanted ? 'wanted' : 'ready')}</p>
  const { lift, handed, ended } = closure
  return (
    <>
      {closure.reason && <p>{t('why-not', { reason: closure.reason })}</p>}
      {lift && closure.state !== 'closed' && (
        <p>{t('asked', { name: lift.byName ?? '', time: clockTime(lift.at, true), note: lift.note })}</p>
      )}
      {handed && <p>{t('handed', { time: clockTime(handed.at, true), to: handed.to, reason: handed.reason })}</p>}
      {ended && <p>{t('ended', { time: clockTime(ended.at, true), name: ended.byName ?? '' })}</p>}
      {isShut(way) && !handed && <p className="meta">{t('still')}</p>}
      {isShut(way) && way.standing && isLoud(way) && (
        <p className="meta">{t('level', { severity: part(`severity.${way.standing}`), below: part(`severity.${way.below}`) })}</p>
      )}
    </>
  )
}

/** These ask for words first; to lift it is one press. */
const asking: readonly WayAction[] = ['close', 'needless', 'ask-lift', 'refuse-lift', 'hand-over']

function Acts({ event, way, order }: Props & { order: string | null }): ReactNode {
  const [open, setOpen] = useState<WayAction | null>(null)
  const act = useAct()
  const name = say(way.name)
  const done = (action: WayAction) => {
    toast({ words: t(`done.${action as 'close'}`, { name }) })
    setOpen(null)
  }
  const lift = async () => {
    if (await act.run(`/way-closures/${way.closure!.id}/lift`, { passed: true })) done('lift')
  }
  const may = way.allowed.filter(
    (action) => action !== 'tell' && (order !== null || (action !== 'close' && action !== 'needless')),
  )
  if (open)
    return (
      <WayForm event={event} way={way} order={order} action={open} onDone={() => done(open)} onCancel={() => setOpen(null)} />
    )
  if (may.length === 0) return null
  return (
    <>
      <div className="acts">
        {may.map((action) => (
          <Button
            key={action}
            kind={action === 'close' || action === 'lift' ? 'primary' : 'plain'}
            busy={action === 'lift' && act.busy}
            onPress={() => (asking.includes(action) ? setOpen(action) : void lift())}
          >
            {t(`do.${action as 'close'}`, { name })}
          </Button>
        ))}
      </div>
      <FieldNote error={act.error?.message ?? null} />
    </>
  )
}

/** The own order that may speak of this way: the one that has progress to tell; the lead's first. */
const orderFor = ({ workOrders }: EventDetail, way: EventWay): string | null =>
  way.allowed.some((action) => action === 'close' || action === 'needless' || action === 'tell')
    ? (workOrders
        .toSorted((a, b) => Number(b.role === 'assist') - Number(a.role === 'assist'))
        .find(({ id, allowed }) => way.orders.includes(id) && allowed.includes('progress'))?.id ?? null)
    : null

function Way({ event, way }: Props): ReactNode {
  const order = orderFor(event, way)
  const state = way.closure?.state ?? 'none'
  return (
    <section className={isShut(way) ? 'way shut' : 'way'} aria-label={say(way.name)}>
      <header className="sect">
        <h2>{say(way.name)}</h2>
        <Tag kind={isShut(way) ? 'solid' : state === 'none' && way.wanted ? 'strong' : 'plain'}>{t(`state.${state}`)}</Tag>
      </header>
      <Reach way={way} />
      <Told way={way} order={order} />
      <Said way={way} />
      <Acts event={event} way={way} order={order} />
    </section>
  )
}

/** 通行管制: ways the plan may close, how each stands, and what one may do about it; nothing where there are none. */
export const EventWays = ({ event }: { event: EventDetail }): ReactNode =>
  event.ways.map((way) => <Way key={way.block} event={event} way={way} />)
