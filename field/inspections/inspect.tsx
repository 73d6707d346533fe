import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import type { DueRow, InspectionPlan } from '../../contract/inspection-desk.ts'
import type { ObjectBrief } from '../../contract/object-brief.ts'
import { Button } from '../../ui/button.tsx'
import { serverNow } from '../../ui/clock.ts'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { EmptyState, useTitle } from '../../ui/screen.tsx'
import { toast } from '../../ui/toast.tsx'
import { briefQuery } from '../objects/brief.ts'
import { wordsOf } from '../orders/words.ts'
import { enqueue } from '../outbox/outbox.ts'
import { go, hrefOf } from '../route.ts'
import { session } from '../session.ts'
import { t } from '../t.ts'
import { caseOf, dueQuery, plansQuery } from './due.ts'
import { ItemCard } from './item-card.tsx'
import { byWord, timeWord } from './words.ts'
import {
  answersOf,
  dropWriting,
  hasLooked,
  isFaulty,
  keepWriting,
  missingOf,
  photosOf,
  readWriting,
  type Writing,
} from './writing.ts'

/** Keeps what is ticked as it is ticked; the screen may be closed in between. */
function useWriting(id: string): [Writing, (item: string, part: object) => void] {
  const [writing, setWriting] = useState<Writing>(() => readWriting(id))
  useEffect(() => {
    if (Object.keys(writing).length > 0) keepWriting(id, writing)
  }, [id, writing])
  return [writing, (item, part) => setWriting((now) => ({ ...now, [item]: { ...now[item], ...part } }))]
}

/** An inspection of one object: every item, then sent once; without a network it waits in the outbox. */
export function Inspect({ id }: { id: string }): ReactNode {
  const [object = '', plan = ''] = id.split('~')
  const due = useQuery(dueQuery)
  const plans = useQuery(plansQuery)
  useTitle(t('inspect.title'))
  const asked = due.data?.rows.find((one) => one.object === object && one.plan === plan)
  const brief = useQuery({ ...briefQuery(object), enabled: due.isFetched && !asked })
  const row: Inspected | undefined = asked ?? (brief.data && unasked(brief.data))
  const found = plans.data?.find((one) => one.id === plan && (!row || one.kind === row.kind))
  if (!row || !found)
    return (
      <PhoneFrame title={t('inspect.title')} back={hrefOf({ at: 'today' })}>
        {!due.isPending && !plans.isPending && !brief.isLoading && (
          <EmptyState empty={{ kind: 'all-done', title: t('inspect.gone'), note: t('inspect.gone-note') }} />
        )}
      </PhoneFrame>
    )
  return <Form id={id} row={row} plan={found} />
}

/** What the form says of the object; `by` null: nobody asked for it now. */
type Inspected = Pick<DueRow, 'object' | 'name' | 'kind' | 'areaName' | 'address' | 'state' | 'by'> & {
  last: string | null | undefined
}

/** 随手查: an inspection nobody asked for; when it was last done is not known here. */
const unasked = ({ id, name, kind, areaName, address }: ObjectBrief): Inspected => ({
  ...{ object: id, name, kind, areaName, address },
  ...{ state: 'none' as const, by: null, last: undefined },
})

function Form({ id, row, plan }: { id: string; row: Inspected; plan: InspectionPlan }): ReactNode {
  const [writing, change] = useWriting(id)
  const person = session.use()?.person.id
  const missing = plan.items.filter((item) => missingOf(item, writing[item.id]) !== null)
  const faults = plan.items.filter((item) => isFaulty(item, writing[item.id])).length
  const send = async () => {
    if (!person) return
    const body = {
      object: row.object,
      plan: plan.id,
      answers: answersOf(plan.items, writing),
      doneAt: new Date(serverNow()).toISOString(),
    }
    try {
      const label = wordsOf(plan.name)
      await enqueue({
        person,
        case: caseOf(row.object, plan.id),
        verb: 'inspect',
        title: row.name,
        label,
        body,
        photos: photosOf(writing),
      })
      dropWriting(id)
      navigator.vibrate?.(40)
      toast({ words: t('inspect.kept') })
      go({ at: 'today' }, true)
    } catch {
      toast({ words: t('phone.full'), problem: true })
    }
  }
  const first = missing[0]
  const empty = !first && !hasLooked(plan.items, writing)
  const words = empty
    ? t('inspect.nothing-short')
    : first
      ? t('inspect.left', { n: missing.length })
      : faults > 0
        ? t('inspect.send-faults', { n: faults })
        : t('inspect.send')
  const foot = (
    <Button
      kind="primary"
      off={empty ? t('inspect.nothing-short') : null}
      onPress={() => (first ? document.getElementById(`item-${first.id}`)?.scrollIntoView({ block: 'center' }) : void send())}
    >
      {words}
    </Button>
  )
  return (
    <PhoneFrame title={wordsOf(plan.name)} back={hrefOf({ at: 'today' })} foot={foot}>
      <header className="insp-h">
        <h2>{row.name}</h2>
        <p className="t2">{[row.areaName, row.address].filter(Boolean).join(' · ')}</p>
        <p>
          {row.by && (
            <b className="b">{t(row.state === 'overdue' ? 'inspect.was-due' : 'inspect.by', { time: byWord(row.by) })}</b>
          )}
          {row.last === undefined ? (
            <span className="t2">{t('inspect.unasked')}</span>
          ) : (
            <span className="t2"> · {row.last ? t('inspect.last', { time: timeWord(row.last) }) : t('inspect.never')}</span>
          )}
        </p>
      </header>
      {plan.items.map((item, n) => (
        <ItemCard key={item.id} item={item} n={n + 1} one={writing[item.id]} change={(part) => change(item.id, part)} />
      ))}
      {empty && (
        <p className="card" role="status">
          {t('inspect.nothing')}
        </p>
      )}
    </PhoneFrame>
  )
}
