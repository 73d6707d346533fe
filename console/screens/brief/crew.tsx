import { type ReactNode, useState } from 'react'
import type { ObjectBrief } from '../../../contract/object-brief.ts'
import { crew, wayWord } from '../../../ui/crew-words.ts'
import { number } from '../../../ui/format.ts'
import { say } from '../../messages.ts'
import { Look, type Looked } from '../objects/documents/look.tsx'
import { kindWord } from '../objects/documents/words.ts'

/** What a crew must know before all else, known or not. */
export function First({ details }: { details: ObjectBrief['details'] }): ReactNode {
  const rows = details.filter(({ crew }) => crew)
  if (rows.length === 0) return null
  return (
    <section>
      <h3>{crew('first')}</h3>
      <dl>
        {rows.map(({ id, name, value }) => (
          <div key={id}>
            <dt>{say(name)}</dt>
            <dd className={value ? 'b' : 't2'}>{value ? say(value) : '—'}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The nearest hydrants and water sources with distance and way, as the crow flies. */
export function NearWater({ near }: { near: ObjectBrief['near'] }): ReactNode {
  return (
    <section>
      <h3>{crew('near')}</h3>
      {near === null && <p className="t2">{crew('near-hidden')}</p>}
      {near?.length === 0 && <p className="t2">{crew('near-none')}</p>}
      <ul>
        {near?.map((row) => (
          <li key={row.id}>
            <b className="b">
              {crew(row.kind === 'hydrant' ? 'kind.hydrant' : 'kind.water')} {row.name}
            </b>{' '}
            {wayWord(row.bearing)} {number(row.metres)} m{' '}
            <span className="t2">
              {[
                row.details.diameter && `DN ${row.details.diameter}`,
                row.details.volume && `${number(Number(row.details.volume))} m³`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {near && near.length > 0 && <p className="t2">{agesOf(near)}</p>}
    </section>
  )
}

/** Of which days the data are, and whether somebody surveyed them. */
const agesOf = (near: NonNullable<ObjectBrief['near']>): string =>
  [
    ...new Set(near.map(({ asOf }) => crew('as-of', { day: asOf }))),
    ...(near.some(({ schematic }) => schematic) ? [crew('schematic')] : []),
  ].join(' · ')

/** Its papers, floor plans first; on the screen each is opened by its title. */
export function Papers({ papers }: { papers: ObjectBrief['documents'] }): ReactNode {
  const [looked, setLooked] = useState<Looked | null>(null)
  const sorted = papers.toSorted((a, b) => Number(b.kind === 'floor-plan') - Number(a.kind === 'floor-plan'))
  return (
    <section>
      <h3>{crew('papers')}</h3>
      {papers.length === 0 && <p className="t2">{crew('papers-none')}</p>}
      <ul>
        {sorted.map((paper) => (
          <li key={paper.id}>
            <button type="button" className="brief-paper" onClick={() => setLooked(paper)}>
              {paper.title}
            </button>{' '}
            <span className="t2">
              {[
                kindWord(paper.kind),
                paper.validUntil && crew('until', { day: paper.validUntil }),
                paper.standing === 'expired' && crew('expired'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {looked && <Look paper={looked} onClose={() => setLooked(null)} />}
    </section>
  )
}
