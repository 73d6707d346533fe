import type { ReactNode } from 'react'
import type { PackRules } from '../../../contract/rules.ts'
import { When } from '../../../ui/age.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { t } from '../../messages.ts'
import type { VersionLine } from './rules-queries.ts'

/** The versions of a pack, newest first; the last one is what the pack came with. */
export function VersionList({
  pack,
  shown,
  onShow,
}: {
  pack: PackRules
  shown: number
  onShow: (no: number) => void
}): ReactNode {
  return (
    <ul className="versions" aria-label={t('rules.versions')}>
      {pack.versions.map((line) => (
        <Line key={line.no} line={line} shown={shown} onShow={onShow} />
      ))}
      <li>
        <button type="button" aria-current={shown === 0} onClick={() => onShow(0)}>
          <span className="row">
            <b className="b">{t('rules.version', { no: 0 })}</b>
            {pack.version === 0 && <Tag kind="ink">{t('rules.state.live')}</Tag>}
          </span>
          <span className="t2">{t('rules.shipped')}</span>
        </button>
      </li>
    </ul>
  )
}

function Line({ line, shown, onShow }: { line: VersionLine; shown: number; onShow: (no: number) => void }): ReactNode {
  return (
    <li>
      <button type="button" aria-current={shown === line.no} onClick={() => onShow(line.no)}>
        <span className="row">
          <b className="b">{t('rules.version', { no: line.no })}</b>
          <Tag kind={line.state === 'live' ? 'ink' : line.state === 'retired' ? 'plain' : 'strong'}>
            {t(`rules.state.${line.state}`)}
          </Tag>
        </span>
        <span className="wrap-any">{line.note}</span>
        <span className="meta">
          {line.publishedAt
            ? t('rules.published-by', { name: line.publishedByName ?? '—' })
            : t('rules.by', { name: line.authorName ?? '—' })}{' '}
          <When at={line.publishedAt ?? line.changedAt} />
        </span>
      </button>
    </li>
  )
}
