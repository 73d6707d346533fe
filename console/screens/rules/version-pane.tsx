import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { DetectRule } from '../../../contract/pack.ts'
import type { PackRules, RulesVersion } from '../../../contract/rules.ts'
import { When } from '../../../ui/age.tsx'
import { Failed, Loading } from '../../../ui/screen.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { t } from '../../messages.ts'
import type { RuleTab } from '../../search.ts'
import { Differences } from './differences.tsx'
import { Findings } from './findings.tsx'
import { History } from './history.tsx'
import { RuleList } from './rule-list.tsx'
import { versionQuery } from './rules-queries.ts'
import { Trial } from './trial.tsx'
import { TriedLine } from './tried-line.tsx'
import { VersionActs } from './version-acts.tsx'
import { Week } from './week.tsx'

export type PaneProps = {
  pack: PackRules
  no: number
  tab: RuleTab
  trial: string | undefined
  onTab: (tab: RuleTab) => void
  onTrial: (id: string) => void
  /** somebody wants to write on this version; with a better rule taken over from a finding */
  onWrite: (version: RulesVersion, swap: DetectRule | null) => void
  onDone: (no: number) => void
}

/** One version: what it is, what may be done with it, and everything there is to know before doing it. */
export function VersionPane(props: PaneProps): ReactNode {
  const { pack, no } = props
  const query = useQuery(versionQuery(pack.pack, no))
  if (query.data) return <Version {...props} version={query.data} />
  return query.error ? <Failed error={query.error} missing onRetry={() => void query.refetch()} /> : <Loading />
}

function Version(props: PaneProps & { version: RulesVersion }): ReactNode {
  const { pack, version, tab, trial, onTab, onTrial, onWrite, onDone } = props
  const mayWrite = version.allowed.includes('change') || pack.allowed.includes('draft')
  const use = (rule: DetectRule) => onWrite(version, rule)
  const items = [
    { id: 'rules', label: t('rules.tab.rules'), count: version.rules.length },
    { id: 'changes', label: t('rules.tab.changes'), count: version.differences.length },
    { id: 'trial', label: t('rules.tab.trial') },
    { id: 'week', label: t('rules.tab.week') },
    { id: 'history', label: t('rules.tab.history'), count: version.history.length },
  ]
  return (
    <section className="version" aria-label={t('rules.version', { no: version.no })}>
      <header className="version-head">
        <div className="row wrap base">
          <h2>{t('rules.version', { no: version.no })}</h2>
          <Tag kind={version.state === 'live' ? 'ink' : 'strong'}>{t(`rules.state.${version.state}`)}</Tag>
          <span className="grow wrap-any">{version.note || t('rules.shipped')}</span>
        </div>
        <Who version={version} />
        {(version.state === 'draft' || version.state === 'waiting') && version.basedOn !== pack.version && (
          <p className="notice">{t(`rules.overtaken.${version.state}`, { live: pack.version, no: version.basedOn })}</p>
        )}
        {version.no > 0 && <TriedLine version={version} />}
        <VersionActs
          version={version}
          base={`/rules/${encodeURIComponent(version.pack)}`}
          onChange={() => onWrite(version, null)}
          onDone={onDone}
        />
      </header>
      <Tabs label={t('rules.version', { no: version.no })} items={items} value={tab} onChange={(id) => onTab(id as RuleTab)}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
        <section className="version-in" tabIndex={0} aria-label={items.find(({ id }) => id === tab)?.label}>
          {tab === 'rules' && (
            <div className="writing-in">
              <RuleList version={version} names={pack.vocabulary} />
              <Findings
                findings={version.findings}
                names={pack.vocabulary}
                onUse={use}
                off={mayWrite ? null : t('rules.off.permit')}
              />
            </div>
          )}
          {tab === 'changes' && <Differences differences={version.differences} rules={version.rules.map(({ rule }) => rule)} />}
          {tab === 'trial' && (
            <Trial
              pack={pack}
              version={version}
              trial={trial}
              onTrial={onTrial}
              onUse={use}
              off={mayWrite ? null : t('rules.off.permit')}
            />
          )}
          {tab === 'week' && <Week pack={pack.pack} />}
          {tab === 'history' && <History turns={version.history} />}
        </section>
      </Tabs>
    </section>
  )
}

function Who({ version }: { version: RulesVersion }): ReactNode {
  if (version.no === 0) return null
  return (
    <p className="meta row wrap">
      <span>
        {t('rules.by', { name: version.authorName ?? '—' })} <When at={version.madeAt} />
      </span>
      <span>{t('rules.based-on', { no: version.basedOn })}</span>
      {version.publishedAt && (
        <span>
          {t('rules.published-by', { name: version.publishedByName ?? '—' })} <When at={version.publishedAt} />
        </span>
      )}
    </p>
  )
}
