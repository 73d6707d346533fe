import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Evaluation } from '../../../contract/evaluation.ts'
import { type GroupBy, groupings, type MeasureId, measureIds, measures } from '../../../contract/evaluation-kinds.ts'
import { number } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { say } from '../../messages.ts'
import { shareOf } from '../quality/share.ts'
import { daysOf } from './days-of.ts'
import { h } from './handling-words.ts'
import { ShareBar, ShareOf } from './rates.tsx'

/** More rows than these make nobody wiser: a smaller area does. */
const shown = 200

/** One rate by unit, type or source, each beside its own past. Units stand as in their tree, never by what they reached. */
export function Groups({ one }: { one: Evaluation }): ReactNode {
  const { groups, by, measure } = one
  return (
    <section className="hd-groups">
      <h2>
        {h('groups')} <small className="meta">{h('groups-note')}</small>
      </h2>
      <Choose one={one} />
      {groups.length === 0 ? (
        <p className="t2">{h('no-groups')}</p>
      ) : (
        <table className="tb" aria-label={`${say(measures[measure])} ${h(`by.${by}`)}`}>
          <thead>
            <tr>
              <th scope="col">{h(`group.${by}`)}</th>
              <th scope="col" className="num">
                {say(measures[measure])} {daysOf(one)}
              </th>
              <th scope="col">
                <span className="vh">{h('share', { days: daysOf(one) })}</span>
              </th>
              <th scope="col" className="num">
                {h('was', { days: daysOf(one.before) })}
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.slice(0, shown).map((group) => (
              <tr key={group.id}>
                <th scope="row">{say(group.name)}</th>
                <td className="num nw">
                  <ShareOf
                    one={one}
                    rate={{ ...group, id: measure }}
                    name={`${say(group.name)} ${say(measures[measure])}`}
                    by={{ by, of: group.id }}
                  />
                </td>
                <td>
                  <ShareBar rate={group} />
                </td>
                <td className="num nw t2">{shareOf(group.was.n, group.was.of).words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {groups.length > shown && <p className="meta">{h('more', { n: number(groups.length - shown) })}</p>}
    </section>
  )
}

function Choose({ one: { by, measure } }: { one: Evaluation }): ReactNode {
  const navigate = useNavigate({ from: '/evaluate' })
  return (
    <div className="row wrap">
      <Segmented
        label={h('by')}
        items={groupings.map((id) => ({ id, label: h(`by.${id}`) }))}
        value={by}
        onChange={(id) => void navigate({ search: (before) => ({ ...before, by: id as GroupBy }), replace: true })}
      />
      <SelectField
        label={h('measure')}
        hideLabel
        value={measure}
        choices={measureIds.map((id) => ({ id, label: say(measures[id]) }))}
        onChange={(id) => void navigate({ search: (before) => ({ ...before, measure: id as MeasureId }), replace: true })}
      />
    </div>
  )
}
