import type { ReactNode } from 'react'
import { periodWords } from '../../contract/period-words.ts'
import { shownDecimals } from '../../contract/vital-digits.ts'
import { formulaWords } from '../../contract/vital-formula.ts'
import type { WallVital } from '../../contract/wall-vitals.ts'
import { useNow } from '../../ui/clock.ts'
import { ago, NONE, number, numberFixed } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { say } from '../overview/vital-text.ts'
import { useFitting } from '../panel/fitting.ts'
import { PanelHead } from '../panel/panel.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'

type Made = NonNullable<WallVital['made']>
type Operand = Made['operands'][number]

const nameOf = ({ name, code }: Operand): string => (name ? say(name) : code)

/** Its number of the period the formula is looked at in; where that has none its newest, with the period it is of. */
function OperandRow({ view, operand }: { view: WallVital; operand: Operand }): ReactNode {
  const now = useNow()
  const { code, unit, decimals, cell } = operand
  const value = cell?.value != null && !cell.stale && unit ? numberFixed(cell.value, shownDecimals({ unit, decimals })) : NONE
  const isOther = cell !== null && cell.period !== view.figure?.cell?.period
  const about = cell
    ? [
        cell.stale ? t('vital.stale', { period: say(periodWords(cell.period)) }) : isOther ? say(periodWords(cell.period)) : '',
        t('vital.told', { n: number(cell.n), of: number(cell.of) }),
        cell.denominator === 0 ? t('vital.zero') : '',
      ]
    : [t(operand.name ? 'vital.operand-silent' : 'vital.operand-gone')]
  return (
    <li>
      <a href={hrefOf({ screen: 'vital', area: view.path ?? view.vital.area.code, vital: code })}>
        <span className="nm">{nameOf(operand)}</span>
        <b className="nw">
          {value}
          {value !== NONE && unit && <small>{say(unit)}</small>}
        </b>
        <span className="t2">{about.filter(Boolean).join(' · ')}</span>
        <span className="t2 nw">{cell?.newest && ago(cell.newest, now, lang(), true)}</span>
      </a>
    </li>
  )
}

/** What a formula is reckoned by, in words, and each of its vitals with its own number, a way to that vital. */
export function Operands({ view, made: { formula, operands } }: { view: WallVital; made: Made }): ReactNode {
  const [list, fitting] = useFitting(operands)
  if (!formula) return null
  const more = operands.length - (fitting ?? operands.length)
  const names = new Map(operands.map((one) => [one.code, nameOf(one)]))
  const notes = [t('vital.version', { n: formula.version }), more > 0 ? t('vital.operands-more', { n: more }) : '']
  return (
    <section className="wp new">
      <PanelHead title={t('vital.operands')} note={notes.filter(Boolean).join(' · ')} />
      <p className="vf">{formulaWords(formula, (code) => names.get(code) ?? code)}</p>
      <ul className="vo whole" ref={list}>
        {operands.map((one) => (
          <OperandRow key={one.code} view={view} operand={one} />
        ))}
      </ul>
    </section>
  )
}
