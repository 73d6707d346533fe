import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { HotlineOrder } from '../../contract/hotline.ts'
import { When } from '../../ui/age.tsx'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.ts'
import { Deadline } from '../../ui/deadline.tsx'
import { dateTime } from '../../ui/format.ts'
import { Panel } from '../../ui/panel.tsx'
import { lang } from '../../ui/t.ts'
import { Tag } from '../../ui/tag.tsx'
import { t } from '../messages.ts'
import { hotlineOrderQuery } from '../queries.ts'
import { may, useSession } from '../session.ts'
import { useAct } from '../use-act.ts'
import { ReasonForm } from './reason-form.tsx'

const DateField = lazy(() => import('../../ui/date-field.tsx').then((m) => ({ default: m.DateField })))

/** The hotline's order behind a report, where the report is worked on. Nothing when there is none. */
export function HotlineOfReport({ report }: { report: string }): ReactNode {
  const { data, error, refetch } = useQuery(hotlineOrderQuery(report))
  if (error && !data) return <Panel title={t('feeds.hotline')} error={error.message} onRetry={() => void refetch()} />
  if (!data) return null
  return (
    <Panel title={t('hotline.title', { no: data.no })} note={data.hotlineName}>
      <HotlineBody order={data} />
    </Panel>
  )
}

/** State and limit of an order, what was asked and answered across the border, and what can be done. */
export function HotlineBody({ order }: { order: HotlineOrder }): ReactNode {
  return (
    <div className="stack">
      <p className="row wrap">
        <Tag>{t(`hotline.kind.${order.kind}`)}</Tag>
        {order.urgent && <Tag kind="strong">{t('hotline.urgent')}</Tag>}
        {order.confidential && <Tag>{t('hotline.confidential')}</Tag>}
        <b className="b">{stateOf(order)}</b>
        <span className="grow" />
        {!order.returnedAt && <span className="meta">{t('hotline.reply-by')}</span>}
        {!order.returnedAt && (
          <Deadline
            layout="tag"
            clock={{
              ...{ clock: 'finish', from: order.receivedAt, due: order.replyBy, doneAt: order.answeredAt },
              label: t('hotline.reply-by'),
            }}
          />
        )}
      </p>
      {order.answer && (
        <p className="said">
          <span className="meta">{t('hotline.answer-was')}</span> {order.answer}
        </p>
      )}
      {order.verdict && <Verdict verdict={order.verdict} />}
      <Asks asks={order.asks} />
      <Acts order={order} />
      <Messages messages={order.messages} />
    </div>
  )
}

function stateOf({ returnedAt, disputed, may: { answer }, state }: HotlineOrder): string {
  if (returnedAt) return t('hotline.returned')
  if (disputed) return t('hotline.disputed')
  return t(answer ? 'hotline.to-answer' : `hotline.state.${state}`)
}

function Verdict({ verdict }: { verdict: NonNullable<HotlineOrder['verdict']> }): ReactNode {
  return (
    <p className="row wrap">
      <Tag kind={verdict.solved ? 'plain' : 'strong'}>{t(`hotline.verdict.${verdict.solved ? 'solved' : 'not-solved'}`)}</Tag>
      {verdict.satisfied && <span>{t(`hotline.satisfied.${verdict.satisfied}`)}</span>}
      <span className="wrap-any">{verdict.note}</span>
      <span className="meta">
        <When at={verdict.at} />
      </span>
    </p>
  )
}

function Asks({ asks }: { asks: HotlineOrder['asks'] }): ReactNode {
  const now = useNow()
  return asks.map((ask) => {
    const by = { by: ask.byName, what: t(`hotline.ask.${ask.what}`), reason: ask.reason }
    const words = ask.until
      ? t('hotline.asked-until', { ...by, until: dateTime(ask.until, now, lang()) })
      : t('hotline.asked', by)
    return (
      <p key={ask.id} className="row wrap">
        <span className="wrap-any">{words}</span>
        <Tag kind={ask.state === 'asked' ? 'strong' : 'plain'}>{t(`hotline.ask-state.${ask.state}`)}</Tag>
        {ask.note && <span className="meta wrap-any">{ask.note}</span>}
      </p>
    )
  })
}

type What = 'return' | 'extension' | 'answer'
const acts = ['return', 'extension', 'answer'] as const

function Acts({ order }: { order: HotlineOrder }): ReactNode {
  const session = useSession()
  const [open, setOpen] = useState<What | null>(null)
  if (!may(session, 'signal.triage')) return null
  if (open) return <ActForm key={open} order={order} what={open} onClose={() => setOpen(null)} />
  const allowed = acts.filter((what) => order.may[what])
  if (allowed.length === 0) return null
  return (
    <div className="row wrap">
      {allowed.map((what) => (
        <Button key={what} small kind={what === 'answer' ? 'primary' : 'plain'} onPress={() => setOpen(what)}>
          {t(`hotline.do.${what}`)}
        </Button>
      ))}
    </div>
  )
}

function ActForm({ order, what, onClose }: { order: HotlineOrder; what: What; onClose: () => void }): ReactNode {
  const act = useAct()
  const [until, setUntil] = useState<string | null>(null)
  const send = async (words: string) => {
    const body = what === 'answer' ? { text: words } : { what, reason: words, ...(what === 'extension' ? { until } : {}) }
    const done = await act.run(`/hotline-orders/${order.report}/${what === 'answer' ? 'answer' : 'ask'}`, body)
    if (done) onClose()
    return done
  }
  return (
    <ReasonForm
      draft={`hotline-${what}-${order.report}`}
      title={t(`hotline.do.${what}`)}
      note={t(`hotline.${what}-note`)}
      label={t(what === 'answer' ? 'hotline.answer-label' : 'hotline.reason')}
      verb={t(`hotline.do.${what}`)}
      least={what === 'answer' ? 5 : 2}
      most={what === 'answer' ? 2000 : 300}
      audience={what === 'answer' ? 'public' : 'internal'}
      ready={what === 'return' ? t('hotline.return-ready').split('|') : []}
      off={what === 'extension' && !until ? t('hotline.until-missing') : null}
      act={act}
      onSend={send}
      onCancel={onClose}
    >
      {what === 'extension' && (
        <Suspense fallback={<span className="sk" />}>
          <DateField label={t('hotline.until')} required value={until} onChange={setUntil} min={order.replyBy} />
        </Suspense>
      )}
    </ReasonForm>
  )
}

function Messages({ messages }: { messages: HotlineOrder['messages'] }): ReactNode {
  if (messages.length === 0) return null
  const told = ({ state, receipt, error }: HotlineOrder['messages'][number]): string => {
    if (state === 'failed') return t('hotline.failed', { error: error ?? '' })
    if (state === 'waiting') return t('hotline.waiting')
    return receipt && receipt !== '-' ? t('hotline.receipt', { receipt }) : t('hotline.got')
  }
  return (
    <details open={messages.some(({ state }) => state === 'failed')}>
      <summary className="linkish">{t('hotline.messages', { n: messages.length })}</summary>
      <ul>
        {messages.map((one) => (
          <li key={one.seq} className="row wrap meta">
            <When at={one.at} />
            <span>{t(`hotline.what.${one.what}`)}</span>
            <span className="wrap-any">{told(one)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
