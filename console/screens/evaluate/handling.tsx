import './handling.css'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Evaluation } from '../../../contract/evaluation.ts'
import { notReckoned } from '../../../contract/evaluation-kinds.ts'
import { leastCases } from '../../../contract/least-cases.ts'
import { Age } from '../../../ui/age.tsx'
import { get } from '../../../ui/api.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { Screen } from '../../../ui/screen.tsx'
import { lang } from '../../../ui/t.ts'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { say } from '../../messages.ts'
import type { EvaluateSearch } from '../../search-evaluate.ts'
import { Groups } from './groups.tsx'
import { h } from './handling-words.ts'
import { Periods } from './periods.tsx'
import { Rates } from './rates.tsx'
import { Spreads } from './spreads.tsx'
import { Views } from './views.tsx'
import { WhyLate } from './why-late.tsx'

const hints = (): KeyHint[] => [{ action: 'area' }, { action: 'help' }]
type Wish = { [K in Exclude<keyof EvaluateSearch, 'view'>]: EvaluateSearch[K] | undefined } & { area: string | undefined }

const evaluationQuery = (wish: Wish) =>
  queryOptions({
    queryKey: ['evaluation', wish],
    queryFn: ({ signal }) => get<Evaluation>('/evaluation', wish, signal),
    placeholderData: (before) => before,
  })

/** 办理评价: what is closed falsely first, then how well and how fast cases were handled, why late, and by unit, type or source. */
export function Handling(): ReactNode {
  const { day, period = 'month', measure, by } = useSearch({ from: '/app/evaluate' })
  const { wish: area } = useArea()
  const query = useQuery(evaluationQuery({ area, day, period, measure, by }))
  useFoot(hints)
  return (
    <div className="k3">
      <PageHead title={h('title')}>
        <Views view="handling" />
        <span className="meta wide">{h('note')}</span>
        <span className="grow" />
        <Periods shown={query.data} period={period} />
        {query.data && <Export area={area} shown={query.data} />}
      </PageHead>
      <Screen query={query} title={h('title')}>
        {(one) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
          <section className="plain-list handling" tabIndex={0} aria-label={h('title')}>
            <p className="row wrap">
              <span>{h('span', { from: one.from, to: one.to, was: one.before.from, until: one.before.to })}</span>
              <Age at={one.at} oldAfterS={300} />
              <span className="meta">{h('few', { n: leastCases })}</span>
            </p>
            {one.countedFrom !== null && one.before.from < one.countedFrom && (
              <p className="b" role="status">
                {h('counting', { day: one.countedFrom })}
              </p>
            )}
            <Rates one={one} />
            <div className="hd-two">
              <Spreads one={one} />
              <WhyLate one={one} />
            </div>
            <Groups one={one} />
            <NotReckoned />
          </section>
        )}
      </Screen>
    </div>
  )
}

/** What domain and law ask for and nothing here tells: named, never left out unseen. */
function NotReckoned(): ReactNode {
  return (
    <section>
      <h2>{h('not-reckoned')}</h2>
      <ul className="plain">
        {notReckoned.map(({ id, name, lacks }) => (
          <li key={id}>
            {say(name)} <span className="meta">{h('lacks', { what: say(lacks) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is shown, as a report and as a table to take along. */
function Export({ area, shown }: { area: string | undefined; shown: Evaluation }): ReactNode {
  const { from: day, period, measure, by } = shown
  const asked = new URLSearchParams({ ...(area ? { area } : {}), day, period, measure, by, lang: lang() === 'en' ? 'en' : 'zh' })
  return (
    <>
      <a className="btn s" href={`/api/v1/evaluation/paper.pdf?${asked}`} download>
        {h('pdf')}
      </a>
      <a className="btn s" href={`/api/v1/evaluation/sheet.xlsx?${asked}`} download>
        {h('export')}
      </a>
    </>
  )
}
