import type { ReactNode } from 'react'
import type { DetectRule } from '../../../contract/pack.ts'
import type { RulesVersion } from '../../../contract/rules.ts'
import { say, t } from '../../messages.ts'

type Difference = RulesVersion['differences'][number]

/** What changes against the rules in force, in plain words, rule by rule. */
export function Differences({
  differences,
  rules,
}: {
  differences: readonly Difference[]
  rules: readonly DetectRule[]
}): ReactNode {
  const ids = [...new Set(differences.map(({ rule }) => rule))]
  const nameOf = (id: string | null): string => {
    const rule = rules.find((one) => one.id === id)
    return rule ? say(rule.name) : (id ?? t('rules.whole-list'))
  }
  return (
    <section aria-label={t('rules.changes')}>
      <h3>
        {t('rules.changes')} <small className="meta">{t('rules.against-live')}</small>
      </h3>
      {differences.length === 0 && <p className="t2">{t('rules.no-changes')}</p>}
      <dl className="diffs">
        {ids.map((id) => (
          <div key={id ?? ''}>
            <dt className="b">{nameOf(id)}</dt>
            {differences
              .filter(({ rule }) => rule === id)
              .map(({ text }) => (
                <dd key={text.zh}>{say(text)}</dd>
              ))}
          </div>
        ))}
      </dl>
    </section>
  )
}
