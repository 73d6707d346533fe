import type { ReactNode } from 'react'
import type { Grade } from '../contract/scales.ts'
import { Age } from './age.tsx'
import { CaseTitle } from './case-title.tsx'
import { Icon, type IconName } from './icons.tsx'
import { GradeShape } from './risk-shape.tsx'
import { t } from './t.ts'
import { Tag } from './tag.tsx'

const sources = {
  sensor: 'sensor',
  camera: 'cam',
  vital: 'chart',
  citizen: 'user',
  grid: 'user',
  hotline: 'phone',
  inspection: 'verify',
  seat: 'desk',
  person: 'user',
  system: 'screen',
} as const satisfies Record<string, IconName>

/** Where something came from: icon and word. An unknown source is written as it is. */
export function SourceMark({ source, note }: { source: string; note?: string }): ReactNode {
  const known = source in sources ? (source as keyof typeof sources) : null
  return (
    <span className="src meta">
      <Icon name={known ? sources[known] : 'link'} size={14} />
      {known ? t(`source.${known}`) : source}
      {note && ` ${note}`}
    </span>
  )
}

export type EventRowProps = {
  grade: Grade
  title: string
  /** one line of place and reading: "寸滩街道 · 52 %LEL，正常 <20" */
  line: string
  source: string
  sourceNote?: string
  at: string
  /** at most one */
  tag?: { words: string; ink?: boolean }
  unsigned?: boolean
  /** put off till later: quieter, one line of time at the right instead of source and age */
  later?: string
}

/** Insides of a two-line row (K1, 60 px). Wrap it in the list's own option or link with class `tr`. */
export function EventRow(row: EventRowProps): ReactNode {
  return (
    <>
      <span>
        <GradeShape grade={row.grade} size={20} unsigned={row.unsigned ?? false} label={t(`grade.${row.grade}`)} />
      </span>
      <span className="col" style={{ minWidth: 0 }}>
        <span className="h el">
          <CaseTitle title={row.title} />
        </span>
        <span className="l el">{row.line}</span>
      </span>
      <span className="rt">
        {row.later ? (
          <span className="meta">{row.later}</span>
        ) : (
          <>
            <span className="row">
              <SourceMark source={row.source} {...(row.sourceNote ? { note: row.sourceNote } : {})} />
              <Age at={row.at} />
            </span>
            {row.tag && <Tag kind={row.tag.ink ? 'ink' : 'plain'}>{row.tag.words}</Tag>}
          </>
        )}
      </span>
    </>
  )
}
