import type { ReactNode } from 'react'
import type { BlockChange, KindHeld } from '../../../contract/pack-change.ts'
import { comma } from '../../../ui/t.ts'
import { say } from '../../messages.ts'
import { t } from './words.ts'

/** Every block that comes, goes or changes, and what of it, row by row with both values. */
export function BlockChanges({ blocks }: { blocks: readonly BlockChange[] }): ReactNode {
  if (blocks.length === 0) return null
  return (
    <section>
      <h3>{t('packs.blocks')}</h3>
      {blocks.map(({ what, lines }) => (
        <div key={what.zh} className="pack-block">
          <p className="b">{say(what)}</p>
          {lines.length > 0 && (
            <ul className="shifts">
              {lines.map((one) => (
                <li key={one.zh} className="wrap-any">
                  {say(one)}
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  )
}

/** The columns of each register and what is looked at on each object. */
export function KindsHeld({ kinds }: { kinds: readonly KindHeld[] }): ReactNode {
  const held = kinds.filter(({ columns, inspections }) => columns.length + inspections.length > 0)
  return held.map(({ kind, name, columns, inspections }) => (
    <section key={kind} aria-label={say(name)}>
      <h3>{t('packs.kind', { name: say(name) })}</h3>
      <dl className="kv wide-kv">
        {columns.length > 0 && (
          <div className="kv-row">
            <dt>{t('packs.columns')}</dt>
            <dd>
              <ul className="pack-columns">
                {columns.map((one) => (
                  <li key={one.zh} className="wrap-any">
                    {say(one)}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        {inspections.map((one) => (
          <div key={one.name.zh} className="kv-row">
            <dt>{say(one.name)}</dt>
            <dd className="wrap-any">{one.items.map(say).join(comma())}</dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}
