import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Balance } from '../../../contract/balance.ts'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { clockTime, dateTime } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { Screen } from '../../../ui/screen.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { balanceQuery } from '../../queries.ts'
import { dayAfter, dayOf } from '../../rules/city-day.ts'
import { BalanceTable } from './balance-table.tsx'
import { Differences } from './differences.tsx'
import { Handling } from './handling.tsx'
import { Kpis } from './kpis.tsx'
import { Views } from './views.tsx'

const hints = (): KeyHint[] => [{ action: 'area' }, { action: 'help' }]

/** K14 评价: how cases were handled in a period, its indicators, or the balance sheet of a day. */
export function Evaluate(): ReactNode {
  const { view } = useSearch({ from: '/app/evaluate' })
  if (view === 'kpi') return <Kpis />
  return view === 'balance' ? <BalanceOfDay /> : <Handling />
}

/** The balance sheet of an area and a day. Where all that was received and every call stands, and whether that is so. */
function BalanceOfDay(): ReactNode {
  const { day: wished } = useSearch({ from: '/app/evaluate' })
  const { wish: area } = useArea()
  const query = useQuery(balanceQuery({ area, day: wished }))
  const data = query.data
  const day = wished ?? data?.day
  useFoot(hints, data ? t('evaluate.foot', { n: data.towns.length, time: clockTime(data.at, true) }) : undefined)
  return (
    <div className="k3">
      <PageHead title={t('evaluate.balance')}>
        <Views view="balance" />
        <span className="meta wide">{t('evaluate.note')}</span>
        <span className="grow" />
        {day && <Days day={day} />}
      </PageHead>
      <Screen query={query} title={`${t('evaluate.balance')}${day ? ` ${day}` : ''}`} empty={emptyOf}>
        {(balance) => (
          <div className="plain-list">
            <Standing balance={balance} />
            <BalanceTable balance={balance} />
            <Differences area={area} day={balance.day} />
          </div>
        )}
      </Screen>
    </div>
  )
}

const emptyOf = ({ towns }: Balance) =>
  towns.length === 0 ? { kind: 'no-match' as const, title: t('evaluate.none'), note: t('evaluate.none-how') } : null

function Days({ day }: { day: string }): ReactNode {
  const navigate = useNavigate({ from: '/evaluate' })
  const today = dayOf(useNow())
  const go = (to: string) =>
    void navigate({ search: ({ day: _, ...before }) => (to === today ? before : { ...before, day: to }), replace: true })
  return (
    <span className="row">
      <Button small icon="left" label={t('evaluate.previous')} onPress={() => go(dayAfter(day, -1))} />
      <b className="b nw">{day}</b>
      <Button
        small
        icon="right"
        label={t('evaluate.next')}
        off={day >= today ? t('evaluate.today') : null}
        onPress={() => go(dayAfter(day, 1))}
      />
      {day !== today && (
        <Button small onPress={() => go(today)}>
          {t('evaluate.today')}
        </Button>
      )}
    </span>
  )
}

/** Does it add up, is it sealed in the chain, how old is it. */
function Standing({ balance }: { balance: Balance }): ReactNode {
  const now = useNow()
  const { sealed, total, at } = balance
  return (
    <p className="row wrap">
      <Tag kind={total.balanced ? 'strong' : 'ink'}>{t(total.balanced ? 'evaluate.balanced' : 'evaluate.unbalanced')}</Tag>
      <Age at={at} oldAfterS={120} />
      <span className="meta">
        {sealed
          ? `${t('evaluate.sealed', { time: dateTime(sealed.at, now, lang(), true) })} · ${
              sealed.differences === 0 ? t('evaluate.sealed-same') : t('evaluate.sealed-off', { n: sealed.differences })
            }`
          : t('evaluate.not-sealed')}
      </span>
    </p>
  )
}
