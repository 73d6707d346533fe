import type { ReactNode } from 'react'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { w } from './words.ts'

type Version<B> = { no: number; body: B | null; by: string; at: string }

/** Who put up what and when, the newest first; any can be loaded into the editor again. */
export function Versions<B>({ rows, onLoad }: { rows: readonly Version<B>[]; onLoad: (body: B | null) => void }): ReactNode {
  return (
    <section aria-label={w('versions')}>
      <h2>{w('versions')}</h2>
      {rows.length === 0 && <p className="t2">{w('versions.none')}</p>}
      <ul className="wl-versions">
        {rows.map(({ no, body, by, at }, n) => (
          <li key={no}>
            <span className="grow">
              {w('version.no', { n: no })} {body === null && <Tag>{w('version.shipped')}</Tag>}{' '}
              {n === 0 && <Tag kind="strong">{w('version.now')}</Tag>}
              <span className="meta wl-shows">
                {by} · <When at={at} />
              </span>
            </span>
            <Button small kind="ghost" label={`${w('version.load')} ${no}`} onPress={() => onLoad(body)}>
              {w('version.load')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
