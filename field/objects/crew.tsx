import type { ReactNode } from 'react'
import type { ObjectBrief } from '../../contract/object-brief.ts'
import { crew, wayWord } from '../../ui/crew-words.ts'
import { mapLink, wordsOf } from '../orders/words.ts'
import { metresWord, t } from './crew-words.ts'

/** What a crew must know before all else: what its pack says so of, known or not. */
export function First({ brief }: { brief: ObjectBrief }): ReactNode {
  const rows = brief.details.filter(({ crew }) => crew)
  if (rows.length === 0) return null
  return (
    <section className="card">
      <h3>{crew('first')}</h3>
      <dl className="object-kv">
        {rows.map(({ id, name, value }) => (
          <div key={id}>
            <dt>{wordsOf(name)}</dt>
            <dd className={value ? 'b' : 't2'}>{value ? wordsOf(value) : '—'}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** The nearest hydrants and water sources, with distance and way; each leads to the map of the phone. */
export function NearWater({ brief }: { brief: ObjectBrief }): ReactNode {
  const rows = brief.near
  return (
    <section className="card">
      <h3>{crew('near')}</h3>
      {rows === null && <p className="t2">{crew('near-hidden')}</p>}
      {rows?.length === 0 && <p className="t2">{crew('near-none')}</p>}
      <ul className="object-rows">
        {rows?.map((row) => (
          <li key={row.id}>
            <a className="row base" href={mapLink(row)}>
              <b className="b grow">
                {crew(row.kind === 'hydrant' ? 'kind.hydrant' : 'kind.water')} {row.name}
              </b>
              <span className="nw">{t('away', { way: wayWord(row.bearing), metres: metresWord(row.metres) })}</span>
            </a>
            <p className="meta">
              {[
                row.details.diameter && `DN ${row.details.diameter}`,
                row.details.volume && `${row.details.volume} m³`,
                row.details.state,
                crew('as-of', { day: row.asOf }),
                row.schematic && crew('schematic'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
