import type { ReactNode } from 'react'
import type { BacktestFinding } from '../../../contract/backtest.ts'
import type { DetectRule } from '../../../contract/pack.ts'
import type { RuleNames } from '../../../contract/rule-words/names.ts'
import { sayBody } from '../../../contract/rule-words/say-rule.ts'
import { Button } from '../../../ui/button.tsx'
import { duration } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { sentenceLang } from './language.ts'
import type { Finding } from './rules-queries.ts'

type FindingsProps = {
  findings: readonly (Finding | BacktestFinding)[]
  names: RuleNames
  onUse: (rule: DetectRule) => void
  /** why a proposal cannot be taken over here */
  off: string | null
}

/** Remarks of the check, each with a better rule where there is one: what both would have done on the same days, and a press that takes it over. */
export function Findings({ findings, names, onUse, off }: FindingsProps): ReactNode {
  return (
    <section aria-label={t('rules.findings')}>
      <h3>{t('rules.findings')}</h3>
      {findings.length === 0 && <p className="t2">{t('rules.no-findings')}</p>}
      <ul className="findings">
        {findings.map((finding) => (
          <li key={`${finding.rule} ${finding.kind} ${finding.level}`}>
            <div className="row wrap">
              <Tag kind="strong">{t(`rules.finding.${finding.kind}`)}</Tag>
              {'label' in finding && <span className="meta">{finding.label}</span>}
            </div>
            <p>{say(finding.words)}</p>
            {finding.proposal && (
              <div className="proposal">
                <p className="said-rule">{sayBody(finding.proposal.rule, sentenceLang(), names)}</p>
                {finding.proposal.over && <Over over={finding.proposal.over} />}
                <Button small off={off} onPress={() => onUse(finding.proposal!.rule)}>
                  {t('rules.use')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

type Over = NonNullable<NonNullable<Finding['proposal']>['over']>

function Over({ over: { before, after, laterMs } }: { over: Over }): ReactNode {
  const days = Math.round(before.days * 10) / 10
  return (
    <p className="meta">
      {t('rules.over', { days, before: before.raises, after: after.raises, flapsBefore: before.flaps, flapsAfter: after.flaps })}{' '}
      {before.confirmed > 0 && t('rules.over-caught', { n: after.caught, of: after.confirmed })}{' '}
      {laterMs > 0 && t('rules.over-later', { length: duration(laterMs, lang(), 60_000) })}
    </p>
  )
}
