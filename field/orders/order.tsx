import { type ReactNode, useState } from 'react'
import type { PackWords } from '../../contract/words.ts'
import { Button } from '../../ui/button.tsx'
import { CallButton } from '../../ui/call-button.tsx'
import { CaseTitle, DrillStrip } from '../../ui/case-title.tsx'
import { Deadline } from '../../ui/deadline.tsx'
import { clockTime, number } from '../../ui/format.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useLoadedPackWords } from '../../ui/pack-words.ts'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { Screen } from '../../ui/screen.tsx'
import { t as ui } from '../../ui/t.ts'
import { outbox, sendAgain, setAside } from '../outbox/outbox.ts'
import type { OutItem } from '../outbox/types.ts'
import { hrefOf } from '../route.ts'
import { session } from '../session.ts'
import { t } from '../t.ts'
import { CallAnswer } from './call-answer.tsx'
import { Checklist } from './checklist.tsx'
import { EvacuationList } from './evacuation.tsx'
import { Foot } from './foot.tsx'
import type { Form } from './form.ts'
import { MoreActs } from './more-acts.tsx'
import { useOrder, useShown } from './orders.ts'
import type { ShownOrder } from './overlay.ts'
import { QuickActs } from './quick-acts.tsx'
import { ServerPhoto } from './server-photo.tsx'
import { OutPill } from './today.tsx'
import { Ways } from './ways.tsx'
import { areaOf, canCall, hubOf, mapLink, placeOf, stateWord, whyWord, wordsOf } from './words.ts'

function Head({ order }: { order: ShownOrder }): ReactNode {
  const unsigned = order.state === 'asked' && order.grade === 'extraordinary'
  return (
    <header>
      <DrillStrip title={order.title} />
      <div className="row top order-h">
        <GradeShape grade={order.grade} size={30} unsigned={unsigned} />
        <div className="grow">
          <h2>
            <CaseTitle title={order.title} />
          </h2>
          <p className="t2">{[gradeWords(order.grade), stateWord(order), areaOf(order)].join(' · ')}</p>
        </div>
      </div>
      {order.clock && <Deadline clock={order.acceptedAt ? { ...order.clock, metAt: order.acceptedAt } : order.clock} />}
    </header>
  )
}

/** What must be known before anything is touched stands first. */
function Safety({ order }: { order: ShownOrder }): ReactNode {
  const [first, ...rest] = order.safety.map(wordsOf)
  if (!first) return null
  return (
    <section className="safe" aria-label={t('order.safety')}>
      <Icon name="alert" size={26} />
      <div>
        <b className="b">{first}</b>
        {rest.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </section>
  )
}

/** 分工: what a unit that assists has to do by the plan, in the words of the plan. */
function Part({ order }: { order: ShownOrder }): ReactNode {
  if (!order.part) return null
  return (
    <section className="card part" aria-label={t('order.part')}>
      <h3 className="t2">{t('order.part')}</h3>
      <p className="b">{wordsOf(order.part)}</p>
    </section>
  )
}

function readingName(words: PackWords | null, code: string): string {
  if (!words) return '…'
  const name = words.readings[code]
  return name ? wordsOf(name) : code.toUpperCase()
}

function Reading({ order }: { order: ShownOrder }): ReactNode {
  const words = useLoadedPackWords()
  const newest = order.readings.filter((one, n, all) => all.findIndex((other) => other.reading === one.reading) === n)
  return newest.map((one) => (
    <div className="kv2" key={one.reading}>
      <dt>
        {readingName(words, one.reading)} · {clockTime(one.at)}
      </dt>
      <dd>
        <b className="b">{number(one.value)}</b> {words?.units[one.reading]}
      </dd>
    </div>
  ))
}

function Facts({ order }: { order: ShownOrder }): ReactNode {
  const hub = hubOf(order, session.use()?.person.name)
  return (
    <section className="card facts" aria-label={t('order.facts')}>
      <dl>
        <Reading order={order} />
        <div className="kv2">
          <dt>{t('order.where')}</dt>
          <dd>{order.whole ? placeOf(order) : <a href={mapLink(order)}>{placeOf(order)}</a>}</dd>
        </div>
        {order.why && (
          <div className="kv2">
            <dt>{t('order.why')}</dt>
            <dd>{whyWord(order.why)}</dd>
          </div>
        )}
        {hub && (
          <div className="kv2">
            <dt>{t('order.who')}</dt>
            <dd className="row">
              <span>
                <b className="b">{hub.name}</b> {hub.post}
              </span>
              {canCall(hub) ? (
                <CallButton small name={hub.name} phone={hub.phone} />
              ) : (
                <span className="t2 nw">{ui('call.masked')}</span>
              )}
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

/** What the server sent back stands where the action was, with its reason and the two ways on. */
function Refused({ items }: { items: readonly OutItem[] }): ReactNode {
  return items.map((item) => (
    <section key={item.id} className="card refused" role="alert">
      <h3>{t('out.refused', { what: item.label })}</h3>
      <p>{item.problem?.words}</p>
      <div className="acts">
        <Button onPress={() => void setAside(item)}>{t('out.keep')}</Button>
        <Button onPress={() => void sendAgain(item)}>{t('out.again')}</Button>
      </div>
    </section>
  ))
}

function Photos({ order }: { order: ShownOrder }): ReactNode {
  if (order.photos.length === 0) return null
  const nameOf = (item: string) => {
    const found = order.checklist.find((one) => one.id === item)
    return found ? wordsOf(found.name) : t('order.photo')
  }
  return (
    <section aria-label={t('order.photos')}>
      <div className="pics">
        {order.photos.map((photo) => (
          <ServerPhoto
            key={photo.id}
            id={photo.id}
            label={nameOf(photo.item)}
            caption={`${clockTime(photo.takenAt)} ${nameOf(photo.item)}`}
          />
        ))}
      </div>
    </section>
  )
}

function Body({ order }: { order: ShownOrder }): ReactNode {
  const [form, setForm] = useState<Form>(null)
  const person = session.use()?.person.id
  const refused = outbox.use().filter((item) => item.case === order.id && item.state === 'refused' && item.person === person)
  return (
    <PhoneFrame
      title={t('order.title')}
      back={hrefOf({ at: 'today' })}
      right={<OutPill />}
      foot={<Foot order={order} form={form} onForm={setForm} />}
    >
      <Head order={order} />
      <Safety order={order} />
      <Part order={order} />
      <Refused items={refused} />
      <CallAnswer order={order} />
      <Ways order={order} />
      <EvacuationList order={order} />
      <Checklist order={order} />
      <QuickActs order={order} form={form} onForm={setForm} />
      <Facts order={order} />
      <Photos order={order} />
      <MoreActs order={order} form={form} onForm={setForm} />
    </PhoneFrame>
  )
}

/** F2 and F3: what, where, why, until when, whom to call; then the steps of the pack, and one next step at the thumb. */
export function Order({ id }: { id: string }): ReactNode {
  const { query, at } = useOrder(id)
  const [order] = useShown(query.data ? [query.data] : [], at)
  if (order) return <Body order={order} />
  return (
    <PhoneFrame title={t('order.title')} back={hrefOf({ at: 'today' })}>
      <Screen query={query} title={t('order.title')}>
        {() => null}
      </Screen>
    </PhoneFrame>
  )
}
