import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PackPage } from '../../../contract/packs.ts'
import { sceneKinds } from '../../../contract/scene-kinds.ts'
import { When } from '../../../ui/age.tsx'
import { NONE, number } from '../../../ui/format.ts'
import { say } from '../../messages.ts'
import { t } from './words.ts'

/** The indicators of a pack: a count, or a share with both its numbers; a share of nothing is none. */
export function Figures({ page }: { page: PackPage }): ReactNode {
  if (page.figures.length === 0) return null
  return (
    <section aria-label={t('packs.figures')}>
      <h3>{t('packs.figures')}</h3>
      <dl className="pack-figures">
        {page.figures.map(({ id, name, help, n, of }) => (
          <div key={id}>
            <dt>{say(name)}</dt>
            <dd>
              <b className="b">
                {of === null ? number(n) : of === 0 ? NONE : t('packs.figure-of', { n: number(n), of: number(of) })}
              </b>
              <span className="meta">{say(help)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="meta">
        <When at={page.at} />
      </p>
    </section>
  )
}

/** What a pack adds to the map, and the way there. */
export function Layers({ page }: { page: PackPage }): ReactNode {
  if (page.layers.length === 0) return null
  return (
    <section aria-label={t('packs.layers')}>
      <h3>{t('packs.layers')}</h3>
      <ul className="shifts">
        {page.layers.map(({ id, name, kinds, scene }) => (
          <li key={id}>
            <b className="b">{say(name)}</b>{' '}
            {scene
              .map((kind) => sceneKinds[kind as keyof typeof sceneKinds])
              .map(say)
              .join(' · ')}{' '}
            <Link to="/map" search={{ show: 'objects', kinds: kinds.toSorted().join(',') }} className="link">
              {t('packs.to-map')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
