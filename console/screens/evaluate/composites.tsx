import type { ReactNode } from 'react'
import type { Composite, CompositePart } from '../../../contract/kpi.ts'
import { NONE, number } from '../../../ui/format.ts'
import { t } from './words.ts'

const tenth = (n: number | null): string => (n === null ? NONE : n.toFixed(1))

/** The stages of an area in one number each, with every part's numbers and weight. */
export function Composites({ rows }: { rows: readonly Composite[] }): ReactNode {
  return (
    <>
      <p className="row wrap">
        <span className="b">{t('kpi.composites')}</span>
        <span className="meta">{t('kpi.composites-note')}</span>
      </p>
      <table className="tb" aria-label={t('kpi.composites')}>
        <thead>
          <tr>
            <th scope="col">{t('kpi.part')}</th>
            <th scope="col" className="num">
              {t('kpi.numbers')}
            </th>
            <th scope="col" className="num">
              {t('kpi.mark')}
            </th>
            <th scope="col" className="num">
              {t('kpi.weight')}
            </th>
            <th scope="col" className="num">
              {t('kpi.adds')}
            </th>
          </tr>
        </thead>
        {rows.map((row) => (
          <Group key={row.id} row={row} />
        ))}
      </table>
    </>
  )
}

function Group({ row }: { row: Composite }): ReactNode {
  const total = row.parts.reduce((sum, { weight }) => sum + weight, 0)
  const left = total - row.counted
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={4} className="b">
          {t(`kpi.composite.${row.id}`)} {left > 0 && <span className="meta">{t('kpi.uncounted', { n: left })}</span>}
        </th>
        <td className="num nw b">
          {row.value === null ? NONE : t('kpi.adds-of', { value: tenth(row.value), counted: number(row.counted) })}
        </td>
      </tr>
      {row.parts.map((part) => (
        <tr key={part.of}>
          <th scope="row">{t(`kpi.of.${part.of}`)}</th>
          <td className="num nw">{numbersOf(part)}</td>
          <td className="num">{tenth(part.mark)}</td>
          <td className="num">{number(part.weight)}</td>
          <td className="num">{part.mark === null ? NONE : tenth((part.mark * part.weight) / 100)}</td>
        </tr>
      ))}
    </tbody>
  )
}

/** Both numbers of a rate, the one of a volume; where there is no mark, why. */
function numbersOf({ of, numerator, denominator, mark }: CompositePart): string {
  if (numerator === null) return t('kpi.not-collected')
  if (of.endsWith('-volume')) return mark === null ? t('kpi.no-band', { n: number(numerator) }) : number(numerator)
  return denominator ? `${number(numerator)} / ${number(denominator)}` : t('kpi.nothing')
}
