import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { placeWords } from '../../contract/case-place.ts'
import type { WallFigureRow, WallRows } from '../../contract/wall-rows.ts'
import { get } from '../../ui/api.ts'
import { useNow } from '../../ui/clock.ts'
import { ago, NONE } from '../../ui/format.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { Screen } from '../../ui/screen.tsx'
import { lang } from '../../ui/t.ts'
import { leaderFigures } from './figures.ts'
import { l } from './messages.ts'
import { leaderKey } from './now.tsx'
import { tabs } from './tabs.ts'

const say = (words: { zh: string; en: string }): string => (lang() === 'en' ? words.en : words.zh)

function Line({ row, now }: { row: WallFigureRow; now: number }): ReactNode {
  const { grade, who } = row
  const where = [
    row.areaName && placeWords({ ...row, areaName: row.areaName }, lang()),
    row.note && say(row.note),
    row.since && ago(row.since, now, lang(), true),
  ].filter(Boolean)
  return (
    <li className="fr">
      {grade && <GradeShape grade={grade} size={22} label={gradeWords(grade)} />}
      <div>
        <b>{say(row.name)}</b>
        <p>{where.join(' · ')}</p>
        <p className="row">
          <span className="grow">{[who?.unitName, who?.postName, who?.name].filter(Boolean).join(' · ') || l('nobody-yet')}</span>
          <span className="nw">{who?.phone ?? NONE}</span>
        </p>
      </div>
    </li>
  )
}

/** The rows one of the three numbers counts, the gravest first, with who is on each and their masked number. */
export function FigureRows({ figure }: { figure: keyof typeof leaderFigures }): ReactNode {
  const query = useQuery({
    queryKey: [...leaderKey, figure],
    queryFn: ({ signal }) => get<WallRows>('/cockpit/rows', { figure }, signal),
  })
  const now = useNow()
  const title = l(leaderFigures[figure])
  return (
    <PhoneFrame queues={false} title={title} back="#/" tabs={tabs()} current="now">
      <Screen query={query} title={title}>
        {({ n, rows }) => (
          <div className="cards">
            <p className="t2">{rows.length < n ? l('rows.first', { n, shown: rows.length }) : l('rows.n', { n })}</p>
            {n > 0 && (
              <ul className="card rows2">
                {rows.map((row, i) => (
                  // an event stands here once for each order that came back
                  <Line key={`${row.id} ${i}`} row={row} now={now} />
                ))}
              </ul>
            )}
          </div>
        )}
      </Screen>
    </PhoneFrame>
  )
}
