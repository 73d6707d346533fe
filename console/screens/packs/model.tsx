import type { ReactNode } from 'react'
import type { PackPage } from '../../../contract/packs.ts'
import { number } from '../../../ui/format.ts'
import { RiskBadge } from '../../../ui/risk-badge.tsx'
import { say } from '../../messages.ts'
import { lengthWords } from './setting-value.ts'
import { t } from './words.ts'

type Model = PackPage['models'][number]

/** How the risk of a pack's objects is reckoned: what weighs how much, from which score a level begins, and what lifts it by itself. */
export const Models = ({ models }: { models: readonly Model[] }): ReactNode =>
  models.map((one) => <ModelOf key={one.kind} model={one} />)

function ModelOf({ model }: { model: Model }): ReactNode {
  const title = t('packs.model', { name: say(model.name), version: model.version })
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <p className="row wrap">
        {model.levels.map(({ level, from }) => (
          <span key={level} className="row">
            <RiskBadge risk={level} /> {t('packs.model-from', { from: number(from) })}
          </span>
        ))}
        <span className="row">
          <RiskBadge risk="green" /> {t('packs.model-below')}
        </span>
      </p>
      <div className="sideways">
        <table className="tb pack-types pack-model">
          <thead>
            <tr>
              <th scope="col">{t('packs.model-indicator')}</th>
              <th scope="col" className="num">
                {t('packs.model-weight')}
              </th>
              <th scope="col">{t('packs.model-source')}</th>
            </tr>
          </thead>
          {model.groups.map(({ id, name, weight, indicators }) => (
            <tbody key={id}>
              <tr>
                <th scope="rowgroup">{say(name)}</th>
                <td className="num b">{number(weight)}</td>
                <td />
              </tr>
              {indicators.map((one) => (
                <tr key={one.id}>
                  <th scope="row" className="under">
                    {say(one.name)}
                  </th>
                  <td className="num">{number(one.weight)}</td>
                  <td>{one.from.map(say).join(t('packs.model-or'))}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      {model.floors.length > 0 && <Floors floors={model.floors} />}
    </section>
  )
}

/** What lifts an object by itself, how far at once, and how it worsens while it stands. */
function Floors({ floors }: { floors: Model['floors'] }): ReactNode {
  return (
    <div className="sideways">
      <table className="tb pack-types pack-model">
        <thead>
          <tr>
            <th scope="col">{t('packs.floor')}</th>
            <th scope="col">{t('packs.floor-steps')}</th>
            <th scope="col">{t('packs.floor-restore')}</th>
          </tr>
        </thead>
        <tbody>
          {floors.map(({ id, name, steps, restore }) => (
            <tr key={id}>
              <th scope="row">{say(name)}</th>
              <td>
                <span className="row wrap">
                  {steps.map(({ after, level }) => (
                    <span key={level} className="row">
                      {/^0/.test(after) ? t('packs.floor-at-once') : t('packs.floor-after', { after: lengthWords(after, '') })}
                      <RiskBadge risk={level} />
                    </span>
                  ))}
                </span>
              </td>
              <td>{say(restore)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
