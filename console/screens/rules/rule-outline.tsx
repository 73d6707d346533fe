import type { CSSProperties, ReactNode } from 'react'
import type { TreeRule } from '../../../contract/pack.ts'
import type { RuleNames } from '../../../contract/rule-words/names.ts'
import { outlineRule } from '../../../contract/rule-words/outline.ts'
import { t } from '../../messages.ts'
import { sentenceLang } from './language.ts'
import './rule-outline.css'

/** A rule with nested conditions: the gravest level first, one condition a line, how trends are reckoned once at the end. */
export function RuleOutline({ rule, names }: { rule: TreeRule; names: RuleNames }): ReactNode {
  const { on, lines, clear, notes } = outlineRule(rule, sentenceLang(), names)
  return (
    <div className="outline">
      <p className="meta">{on}</p>
      <ul>
        {lines.map(({ depth, head, text }, place) => (
          <li key={place} className={head ? (depth === 0 ? 'level' : 'head') : ''} style={{ '--depth': depth } as CSSProperties}>
            {text}
          </li>
        ))}
      </ul>
      <p>{clear}</p>
      {notes.length > 0 && (
        <details>
          <summary className="meta">{t('rules.outline.notes', { n: notes.length })}</summary>
          <ul className="meta">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
