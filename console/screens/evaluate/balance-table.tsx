import type { ReactNode } from 'react'
import type { Balance, Sheet } from '../../../contract/balance.ts'
import { number } from '../../../ui/format.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t } from '../../messages.ts'

const items = ['open', 'closed', 'merged', 'rejected', 'falseAlarm', 'selfHandled', 'gone'] as const
const calls = ['answered', 'climbed', 'pending', 'withdrawn'] as const

const sum = (parts: Record<string, number>): number => Object.values(parts).reduce((all, n) => all + n, 0)
const count = (n: number): ReactNode => (n === 0 ? <span className="t2">0</span> : number(n))

/** Towns that do not add up first, then by how much they received. */
const order = (a: Sheet, b: Sheet): number =>
  Number(a.balanced) - Number(b.balanced) || b.received - a.received || b.sent - a.sent

/** Received = where it stands, calls = what came of them: the whole area, then town by town. */
export function BalanceTable({ balance }: { balance: Balance }): ReactNode {
  return (
    <section className="sideways">
      <table className="tb balance" aria-label={`${t('evaluate.balance')} ${balance.day}`}>
        <thead>
          <tr>
            <th scope="col">{t('evaluate.town')}</th>
            <th scope="col" className="num b">
              {t('evaluate.received')}
            </th>
            {items.map((state, i) => (
              <th key={state} scope="col" className="num">
                {i === 0 ? '= ' : '+ '}
                {t(`evaluate.${state}`)}
              </th>
            ))}
            <th scope="col" className="num b first">
              {t('evaluate.sent')}
            </th>
            {calls.map((state, i) => (
              <th key={state} scope="col" className="num">
                {i === 0 ? '= ' : '+ '}
                {t(`evaluate.${state}`)}
              </th>
            ))}
            <th scope="col">{t('evaluate.off')}</th>
          </tr>
        </thead>
        <tbody>
          <Line name={<b className="b">{t('evaluate.total')}</b>} sheet={balance.total} total />
          {balance.towns.toSorted(order).map((town) => (
            <Line key={town.area} name={town.areaName} sheet={town} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Line({ name, sheet, total = false }: { name: ReactNode; sheet: Sheet; total?: boolean }): ReactNode {
  return (
    <tr className={total ? 'all' : ''}>
      <th scope="row">{name}</th>
      <td className="num">
        <b className="b">{number(sheet.received)}</b>
      </td>
      {items.map((state) => (
        <td key={state} className="num">
          {count(sheet.items[state])}
        </td>
      ))}
      <td className="num first">
        <b className="b">{number(sheet.sent)}</b>
      </td>
      {calls.map((state) => (
        <td key={state} className="num">
          {count(sheet.calls[state])}
        </td>
      ))}
      <td>{sheet.balanced ? '' : <Off sheet={sheet} />}</td>
    </tr>
  )
}

/** What is off, with both numbers. */
function Off({ sheet }: { sheet: Sheet }): ReactNode {
  const pairs: [string, number, number][] = [
    [t('evaluate.received'), sheet.received, sum(sheet.items)],
    [t('evaluate.sent'), sheet.sent, sum(sheet.calls)],
  ]
  return pairs
    .filter(([, all, parts]) => all !== parts)
    .map(([name, all, parts]) => (
      <Tag key={name} kind="ink">
        {t('evaluate.sum-off', { name, sum: number(parts), off: number(Math.abs(all - parts)) })}
      </Tag>
    ))
}
