import type { ReactNode } from 'react'
import type { PackBrings } from '../../../contract/packs.ts'
import { say } from '../../messages.ts'
import { type Choosing, MergeHead } from './merge-head.tsx'
import { lengthWords } from './setting-value.ts'
import { t } from './words.ts'

type Line = PackBrings['tuned'][number]

/** Values of the city and of districts that a new version ends or moves: outside its range a person chooses. */
export function MergedSettings({ lines, choosing }: { lines: readonly Line[]; choosing: Choosing | null }): ReactNode {
  if (lines.length === 0) return null
  return (
    <section>
      <h3>{t('packs.merge-settings')}</h3>
      <ul className="pack-merge">
        {lines.map((line) => (
          <li key={line.id}>
            <MergeHead
              id={line.id}
              name={`${line.areaName ?? t('packs.place-city')} · ${say(line.name)}`}
              line={{ ...line, outcome: line.outcome === 'conflict' ? 'conflict' : 'theirs' }}
              choosing={choosing}
            />
            <p>{words(line)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function words(line: Line): string {
  const said = (value: Line['value']): string => (value === null ? t('packs.by-default') : lengthWords(value, line.unit))
  if (line.outcome === 'back') return t('packs.setting-back', { from: said(line.value), to: said(line.nearest) })
  if (line.outcome === 'gone') return t('packs.setting-gone', { value: said(line.value) })
  return t('packs.setting-out', {
    ...{ value: said(line.value), min: said(line.min), max: said(line.max) },
    ...{ nearest: said(line.nearest), theirs: said(line.theirs) },
  })
}
