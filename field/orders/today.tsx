import type { ReactNode } from 'react'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { CallButton } from '../../ui/call-button.tsx'
import { CaseTitle } from '../../ui/case-title.tsx'
import { useNow } from '../../ui/clock.ts'
import { Deadline } from '../../ui/deadline.tsx'
import { clockTime } from '../../ui/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { Pill } from '../../ui/phone-frame.tsx'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Tag } from '../../ui/tag.tsx'
import { DueInspections } from '../inspections/due-list.tsx'
import { notices } from '../notices/notices.ts'
import { pending } from '../outbox/machine.ts'
import { outbox } from '../outbox/outbox.ts'
import { hrefOf } from '../route.ts'
import { session } from '../session.ts'
import { t } from '../t.ts'
import { Tabbed } from '../tabbed.tsx'
import { act } from './act.ts'
import { useOrders, useShown } from './orders.ts'
import type { ShownOrder } from './overlay.ts'
import { ServerPhoto } from './server-photo.tsx'
import { canCall, hubOf, mapLink, placeOf, stateWord } from './words.ts'

/** Two photographs at most: they tell one case from another, no more. */
const photosShown = 2

function Head({ order }: { order: ShownOrder }): ReactNode {
  return (
    <div className="tc-h">
      <GradeShape grade={order.grade} size={26} unsigned={order.state === 'asked' && order.grade === 'extraordinary'} />
      <div className="grow">
        <h2>
          <a href={hrefOf({ at: 'order', id: order.id })}>
            <CaseTitle title={order.title} />
          </a>
        </h2>
        <p>{placeOf(order)}</p>
      </div>
      {order.photos.length > 0 && (
        <span className="tc-pics" aria-hidden="true">
          {order.photos.slice(0, photosShown).map((photo) => (
            <ServerPhoto key={photo.id} id={photo.id} label={t('order.photo')} />
          ))}
        </span>
      )}
    </div>
  )
}

function Marks({ order }: { order: ShownOrder }): ReactNode {
  const waits = order.waiting.length
  if (
    order.state !== 'submitted' &&
    order.state !== 'suspended' &&
    order.state !== 'returned' &&
    order.state !== 'arbitration' &&
    !waits
  )
    return null
  return (
    <p className="row wrap">
      <Tag kind="strong">{stateWord(order)}</Tag>
      {waits > 0 && <Tag>{t('order.waiting', { n: waits })}</Tag>}
    </p>
  )
}

function Acts({ order }: { order: ShownOrder }): ReactNode {
  const hub = hubOf(order, session.use()?.person.name)
  return (
    <div className="acts">
      {hub && canCall(hub) ? (
        <CallButton name={hub.name} phone={hub.phone} words={t('call.whom', { name: hub.name })} />
      ) : (
        !order.whole && <ButtonLink href={mapLink(order)}>{t('order.map')}</ButtonLink>
      )}
      {order.allowed.includes('accept') ? (
        <Button kind="primary" onPress={() => void act(order, { verb: 'accept', label: t('verb.accept') })}>
          {t('verb.accept')}
        </Button>
      ) : (
        <ButtonLink kind="primary" href={hrefOf({ at: 'order', id: order.id })} icon="nav">
          {t(order.state === 'accepted' ? 'order.go' : 'order.open')}
        </ButtonLink>
      )}
    </div>
  )
}

function Card({ order, first }: { order: ShownOrder; first: boolean }): ReactNode {
  return (
    <li>
      <article className={first ? 'card tc now' : 'card tc'}>
        <Head order={order} />
        {order.clock && <Deadline clock={order.acceptedAt ? { ...order.clock, metAt: order.acceptedAt } : order.clock} />}
        <Marks order={order} />
        {first && order.state !== 'submitted' && <Acts order={order} />}
      </article>
    </li>
  )
}

/** Name, post, and how old the list is when it is not of this minute. */
function Duty({ at }: { at: string | null }): ReactNode {
  const who = session.use()
  const now = useNow()
  if (!who) return null
  const isOld = at !== null && now - Date.parse(at) > 90_000
  return (
    <div className="duty">
      <Icon name="user" size={18} />
      <span className="grow el">
        <b className="b">{who.person.name}</b> · {who.unit.shortName} {who.post.name}
      </span>
      {isOld && <span className="nw">{t('data.at', { time: clockTime(at) })}</span>}
    </div>
  )
}

/** How many wait to go; one word more when something came back. */
export function OutPill(): ReactNode {
  const items = outbox.use()
  const { waiting, refused } = pending(items, session.use()?.person.id ?? '')
  if (waiting + refused === 0) return null
  return (
    <Pill href={hrefOf({ at: 'outbox' })}>{refused > 0 ? t('out.back', { n: refused }) : t('out.pill', { n: waiting })}</Pill>
  )
}

function Bell(): ReactNode {
  const unread = notices.use().filter((one) => !one.read).length
  return (
    <a className="icobtn bell" href={hrefOf({ at: 'notices' })} aria-label={t('notice.count', { n: unread })}>
      <Icon name="bell" size={24} />
      {unread > 0 && <em aria-hidden="true">{unread > 99 ? '99+' : unread}</em>}
    </a>
  )
}

function List({ rows }: { rows: readonly ShownOrder[] }): ReactNode {
  return (
    <ul className="cards">
      {rows.map((order, n) => (
        <Card key={order.id} order={order} first={n === 0} />
      ))}
    </ul>
  )
}

/** F1: my orders by time left, one card each, the most urgent one with its next step on it. */
export function Today(): ReactNode {
  const orders = useOrders()
  const shown = useShown(orders.data?.rows ?? [], orders.data?.at)
  const right = (
    <>
      <OutPill />
      <a className="icobtn" href={hrefOf({ at: 'near' })} aria-label={t('near.do')}>
        <Icon name="pin" size={24} />
      </a>
      <a className="icobtn" href={hrefOf({ at: 'scan' })} aria-label={t('scan.do')}>
        <Icon name="scan" size={24} />
      </a>
      <Bell />
    </>
  )
  return (
    <Tabbed title={shown.length > 0 ? t('today.title', { n: shown.length }) : t('tab.today')} current="today" right={right}>
      <Duty at={orders.data?.at ?? null} />
      <Screen
        query={orders}
        title={t('tab.today')}
        empty={() => (shown.length === 0 ? { kind: 'all-done', title: t('today.none'), note: t('today.none-note') } : null)}
      >
        {() => <List rows={shown} />}
      </Screen>
      <DueInspections />
    </Tabbed>
  )
}
