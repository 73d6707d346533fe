import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DetectionCase } from '../../../contract/detection-quality.ts'
import { When } from '../../../ui/age.tsx'
import { Photo } from '../../../ui/photo.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { usePhotos } from '../../parts/use-photos.ts'
import { causeWords, t } from './words.ts'

/** What was missed and what was found for nothing, each with what it sent people to, or what the camera saw. */
export function Cases({ cases, more }: { cases: readonly DetectionCase[]; more: number }): ReactNode {
  const srcOf = usePhotos(cases.flatMap(({ picture }) => picture ?? []))
  return (
    <>
      <ul>
        {cases.map((one) => (
          <li key={`${one.what} ${one.of} ${one.at}`} className="row wrap">
            <Tag kind={one.what === 'missed' ? 'ink' : 'strong'}>{t(`case-${one.what}`)}</Tag>
            <span className="b">{one.name ?? one.of}</span>
            <span className="meta">
              {t(`${one.what}-at`)} <When at={one.at} />
            </span>
            {one.cause && <span className="meta">{causeWords(one.cause)}</span>}
            {one.event ? (
              <Link to="/events/$id" params={{ id: one.event }} className="linkish">
                {t('event')}
              </Link>
            ) : (
              one.what === 'false' && !one.picture && <span className="meta">{t('no-event')}</span>
            )}
            {one.picture && (
              <details>
                <summary className="meta">{t('picture')}</summary>
                <Photo src={srcOf(one.picture) || null} label={t('picture')} caption={one.name ?? one.of} />
              </details>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="meta">{t('more', { n: more })}</p>}
    </>
  )
}
