import { type ReactNode, useState } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import type { OrderAction, WorkOrder } from '../../../contract/work-order.ts'
import { Button } from '../../../ui/button.tsx'
import { CallAsk } from '../../../ui/call-ask.tsx'
import { useNow } from '../../../ui/clock.ts'
import { dateTime } from '../../../ui/format.ts'
import { type KeyAction, useKeys } from '../../../ui/keys.ts'
import { Menu } from '../../../ui/menu.tsx'
import { lang, t as part } from '../../../ui/t.ts'
import { FieldNote } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { WorkOrderCard } from '../../../ui/work-order-card.tsx'
import { t, tell } from '../../messages.ts'
import { ActForm } from '../../parts/act-form/act-form.tsx'
import { orderSpecs } from '../../parts/act-form/specs.ts'
import { may as mayDo, useSession } from '../../session.ts'
import { useAct } from '../../use-act.ts'

/** Verbs that get a button of their own on the card; the rest stands in the menu. */
const prominent: readonly OrderAction[] = ['accept', 'arrive', 'arbitrate', 'approve-extend', 'refuse-extend']
const keys: Partial<Record<OrderAction, KeyAction>> = {
  accept: 'accept',
  transfer: 'transfer',
  return: 'return',
  submit: 'sendToCheck',
}

/** What an order says about itself: why it came back, what is asked, what is odd about its closing. */
function Notes({ order }: { order: WorkOrder }): ReactNode {
  const now = useNow()
  return (
    <>
      {order.proposal?.reason && (
        <p className="why">
          {t('orders.returned', {
            reason: tell(`form.return.${order.proposal.reason}`) ?? order.proposal.reason,
            basis: order.proposal.basis,
            unit: order.proposal.unitName,
          })}
        </p>
      )}
      {order.ask && (
        <p className="why">
          {t('orders.extend-asked', {
            by: order.ask.byName,
            until: dateTime(order.ask.until, now, lang()),
            reason: order.ask.reason,
          })}
        </p>
      )}
      {order.result && <p className="why">{t('orders.result', { result: order.result })}</p>}
      {order.defects.length > 0 && (
        <p className="why">
          <b className="b ink">{order.defects.map((d) => tell(`defect.${d}`) ?? d).join(lang() === 'en' ? '; ' : '、')}</b>
        </p>
      )}
    </>
  )
}

type Props = {
  event: EventDetail
  order: WorkOrder
  /** with its check list */
  list: boolean
  /** a verb whose form is open from the start, where this order allows it */
  begin: OrderAction | null
}

/** One unit's part with what this person may do about it; a verb that asks something opens its form in the card. */
export function OrderCard({ event, order, list, begin }: Props): ReactNode {
  const [form, setForm] = useState<OrderAction | null>(begin && order.allowed.includes(begin) ? begin : null)
  const act = useAct()
  const session = useSession()
  const path = (verb: OrderAction) => `/work-orders/${order.id}/${verb}`
  const done = (verb: OrderAction) => toast({ words: t('orders.done', { verb: t(`order-verb.${verb}`), unit: order.unitName }) })
  const start = async (verb: OrderAction) => {
    act.clear()
    if (orderSpecs[verb].length > 0) return setForm(verb)
    if (await act.run(path(verb), { version: order.version })) done(verb)
  }
  const may = order.allowed.filter((verb) => verb !== 'urge')
  const handlers = Object.fromEntries(
    may.flatMap((verb) => {
      const key = keys[verb]
      return key ? [[key, () => void start(verb)]] : []
    }),
  )
  useKeys(form === null ? handlers : {})
  const few = may.length === 1
  const first = may.filter((verb) => few || prominent.includes(verb))
  const rest = may.filter((verb) => !few && !prominent.includes(verb))
  return (
    <WorkOrderCard order={order} list={list}>
      <Notes order={order} />
      {order.role === 'lead' && event.closedAt === null && mayDo(session, 'work-order.act') && (
        <div className="wo-acts">
          <CallAsk
            key={order.holder ?? order.unit}
            small
            event={event.id}
            whose="responsible"
            name={order.holderName ?? order.unitName}
          />
        </div>
      )}
      {form ? (
        <ActForm
          draft={`${form}-${order.id}`}
          path={path(form)}
          version={order.version}
          title={t(`order-verb.${form}`)}
          note={tell(`order-note.${form}`) ?? undefined}
          verb={t(`order-verb.${form}`)}
          fields={orderSpecs[form]}
          place={{ area: event.area, lon: event.lon, lat: event.lat, own: event.id }}
          onDone={() => {
            done(form)
            setForm(null)
          }}
          onCancel={() => setForm(null)}
        />
      ) : (
        may.length > 0 && (
          <div className="row wrap wo-acts">
            {first.map((verb) => {
              const key = keys[verb]
              return (
                <Button key={verb} small busy={act.busy} onPress={() => void start(verb)} {...(key ? { keyFor: key } : {})}>
                  {t(`order-verb.${verb}`)}
                </Button>
              )
            })}
            {rest.length > 0 && (
              <Menu
                small
                label={part('action.more')}
                entries={rest.map((verb) => {
                  const key = keys[verb]
                  return {
                    id: verb,
                    label: t(`order-verb.${verb}`),
                    onPress: () => void start(verb),
                    ...(key ? { keyFor: key } : {}),
                  }
                })}
              />
            )}
          </div>
        )
      )}
      <FieldNote error={act.error?.message ?? null} />
    </WorkOrderCard>
  )
}
