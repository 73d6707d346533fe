import type { ReactNode } from 'react'
import type { MergeLine, PackBrings } from '../../../contract/packs.ts'
import { NONE } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { comma } from '../../../ui/t.ts'
import { say } from '../../messages.ts'
import { Acts } from './acts.tsx'
import { BlockChanges, KindsHeld } from './blocks.tsx'
import { type Choosing, MergeHead } from './merge-head.tsx'
import { MergedPlans, PlanChanges } from './merged-plans.tsx'
import { MergedSettings } from './merged-settings.tsx'
import { t } from './words.ts'

type WordPair = { zh: string; en: string }
const list = (all: readonly WordPair[]): string => (all.length > 0 ? all.map(say).join(comma()) : t('packs.nothing'))

/** What a pack holds: what it watches, what it says, and whom its plans call. */
export function Holds({ brings }: { brings: PackBrings }): ReactNode {
  const rows: [string, ReactNode][] = [
    [t('packs.objects'), list(brings.objects)],
    [t('packs.device'), brings.device ? say(brings.device) : t('packs.nothing')],
    [t('packs.readings'), list(brings.readings)],
    [t('packs.rules'), list(brings.rules)],
    [t('packs.settings'), list(brings.settings)],
    ...(brings.indicators.length > 0 ? [[t('packs.indicators'), list(brings.indicators)] as [string, ReactNode]] : []),
    ...(brings.layers.length > 0 ? [[t('packs.layers'), list(brings.layers)] as [string, ReactNode]] : []),
    ...(brings.acts.length === 0 ? [[t('packs.acts'), t('packs.nothing')] as [string, ReactNode]] : []),
    ...(brings.played ? [[t('packs.played'), t('packs.played-n', { n: brings.played })] as [string, ReactNode]] : []),
    ...(brings.samples > 0
      ? [[t('packs.samples'), t('packs.samples-passed', { n: brings.samples })] as [string, ReactNode]]
      : []),
  ]
  return (
    <>
      <dl className="kv wide-kv">
        {rows.map(([name, value]) => (
          <div className="kv-row" key={name}>
            <dt>{name}</dt>
            <dd className="wrap-any">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="sideways">
        <table className="tb pack-types">
          <thead>
            <tr>
              <th scope="col">{t('packs.types')}</th>
              <th scope="col">{t('packs.grade')}</th>
              <th scope="col">{t('packs.lead')}</th>
              <th scope="col">{t('packs.then')}</th>
            </tr>
          </thead>
          <tbody>
            {brings.types.map(({ id, name, grade, lead: [first, ...then] }) => (
              <tr key={id}>
                <th scope="row">{say(name)}</th>
                <td>{gradeWords(grade)}</td>
                <td>{first ? say(first) : NONE}</td>
                <td>{then.length > 0 ? then.map(say).join(' → ') : NONE}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {brings.acts.length > 0 && <Acts acts={brings.acts} />}
      <KindsHeld kinds={brings.kinds} />
    </>
  )
}

/** What an upgrade changes of what is in force here, with what was changed here kept; conflicts to be decided line by line. */
export function Upgrade({ brings, choosing }: { brings: PackBrings; choosing: Choosing | null }): ReactNode {
  const shown = brings.merge.filter(({ outcome }) => outcome !== 'theirs')
  const open = brings.merge.some(({ outcome, decided }) => outcome === 'conflict' && !decided)
  const nameOf = (id: string | null): string => {
    const line = brings.merge.find(({ rule }) => rule === id)
    return line ? say(line.name) : (id ?? '')
  }
  return (
    <>
      {shown.length > 0 && (
        <section>
          <h3>{t('packs.merge')}</h3>
          <ul className="pack-merge">
            {shown.map((line) => (
              <Merge key={line.rule} line={line} choosing={choosing} />
            ))}
          </ul>
        </section>
      )}
      <MergedPlans lines={brings.plans} choosing={choosing} />
      <MergedSettings lines={brings.tuned} choosing={choosing} />
      <section>
        <h3>{t('packs.changes')}</h3>
        {brings.differences.length === 0 && <p className="t2">{t(open ? 'packs.changes-open' : 'packs.no-changes')}</p>}
        <ul className="shifts">
          {brings.differences.map(({ rule, text }) => (
            <li key={`${rule} ${text.zh}`} className="wrap-any">
              <b className="b">{nameOf(rule)}</b> {say(text)}
            </li>
          ))}
        </ul>
      </section>
      <BlockChanges blocks={brings.blocks} />
      <PlanChanges changes={brings.planChanges} />
    </>
  )
}

function Merge({ line, choosing }: { line: MergeLine; choosing: Choosing | null }): ReactNode {
  const side = (words: MergeLine['ours']): ReactNode =>
    words.length > 0 ? words.map((one) => <p key={one.zh}>{say(one)}</p>) : <p className="t2">{t('packs.as-base')}</p>
  return (
    <li>
      <MergeHead id={line.rule} name={say(line.name)} line={line} choosing={choosing} />
      <dl className="sides">
        <div>
          <dt>{t('packs.ours')}</dt>
          <dd>{side(line.ours)}</dd>
        </div>
        <div>
          <dt>{t('packs.theirs')}</dt>
          <dd>{side(line.theirs)}</dd>
        </div>
      </dl>
    </li>
  )
}
