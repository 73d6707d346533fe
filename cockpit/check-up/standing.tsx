import type { ReactNode } from 'react'
import type { CheckUpCell } from '../../contract/check-up-wall.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { Opens } from '../rows/opens.tsx'
import { t } from '../t.ts'

type Standing = Omit<CheckUpCell, 'told' | 'unconnected'>

/** A cell of nothing, for marks that stand for none. */
export const noCell = { board: '', outside: 0, unknown: 0, unjudged: 0, normal: 0, grave: 0, worst: null, because: null } as const

/** What a cell says, in words: for whoever cannot see the shape, and for the tip. */
export const cellWords = (cell: Standing): string => partsOf(cell).join(' · ')

/** The same one by one, for where they need more than a line. */
export function partsOf({ standing, outside, unknown, unjudged, normal, grave, because }: Standing): string[] {
  const known = because
    ? t(`check-up.because.${because}`)
    : t('check-up.known', { n: normal + outside + unjudged, of: normal + outside + unknown })
  const parts = [
    t(`check-up.${standing}`),
    grave > 0 ? t('check-up.grave', { n: grave }) : '',
    outside > 0 ? t('check-up.outside', { n: outside }) : '',
    known,
    unjudged > 0 && because !== 'no-range' ? t('check-up.unjudged', { n: unjudged }) : '',
  ]
  return parts.filter(Boolean)
}

/** How much is known, for beside the shape: so short that it stands in its line. */
export const knownBrief = ({ outside, unknown, unjudged, normal, because }: Standing): string =>
  because
    ? t(`check-up.brief.${because}`)
    : t('check-up.brief.known', { n: normal + outside + unjudged, of: normal + outside + unknown })

type OpensBoard = { cell: CheckUpCell; area: string; title: string; children: ReactNode }

/** A cell as a figure that opens: its grave events and its connected vitals; one of which nothing is known nor open opens nothing. */
export function BoardOpens({ cell, area, title, children }: OpensBoard): ReactNode {
  const { board, grave, outside, unknown, normal } = cell
  if (grave + outside + unknown + normal === 0) return children
  return (
    <Opens figure="board" board={board} area={area} title={title}>
      {children}
    </Opens>
  )
}

/**
 * How a board stands, by shape and not by colour alone: a grave event open its own octagon or triangle; vitals outside a filled square with
 * their number; normal a plain ring; partly known a half ring; unknown the dashed ring of no data, never green.
 */
export function Standing({ cell, label, size = 30 }: { cell: Standing; label?: string; size?: number }): ReactNode {
  const words = label ?? cellWords(cell)
  if (cell.worst) return <GradeShape grade={cell.worst} size={size} label={words && `${gradeWords(cell.worst)} · ${words}`} />
  const rem = `${size / 16}rem`
  return (
    <svg
      className={`st st-${cell.standing}`}
      style={{ width: rem, height: rem }}
      viewBox="0 0 24 24"
      role="img"
      aria-label={words || undefined}
      aria-hidden={!words}
    >
      {words && <title>{words}</title>}
      {cell.standing === 'abnormal' ? (
        <>
          <rect x="2" y="2" width="20" height="20" rx="2" />
          <text x="12" y="17.5">
            {cell.outside > 99 ? '99' : cell.outside}
          </text>
        </>
      ) : (
        <>
          <circle cx="12" cy="12" r="8.5" />
          {cell.standing === 'partial' && <path d="M12 3.5A8.5 8.5 0 0 1 12 20.5Z" />}
          {cell.standing === 'unknown' && (
            <text x="12" y="16.5">
              ?
            </text>
          )}
        </>
      )}
    </svg>
  )
}
