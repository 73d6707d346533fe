import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Plan } from '../../../contract/pack.ts'
import type { PlanVersion, TypePlan } from '../../../contract/plan-version.ts'
import type { Grade } from '../../../contract/scales.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { Failed, Loading, useTitle } from '../../../ui/screen.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say, t } from '../../messages.ts'
import { type Change, changed, type PlansSearch, type PlanTab } from '../../search.ts'
import { DrillLinks } from '../drills/drill-links.tsx'
import { History } from '../rules/history.tsx'
import { TriedLine } from '../rules/tried-line.tsx'
import { VersionActs } from '../rules/version-acts.tsx'
import { PlanDifferences } from './plan-differences.tsx'
import { PlanEditor } from './plan-editor.tsx'
import { PlanTable } from './plan-table.tsx'
import { PlanTrialTab } from './plan-trial-tab.tsx'
import { RunningWords } from './plans.tsx'
import { planVersionQuery } from './plans-queries.ts'
import { Rehearsal } from './rehearsal.tsx'
import { Running } from './running.tsx'
import { Tiers } from './tiers.tsx'

type Writing = { no: number | null; plan: Plan; note: string; changedAt: string | null }

/** The plan of one type of events: its versions, one of them in full, and what it would do. */
export function PlanPage({ type }: { type: TypePlan }): ReactNode {
  const search = useSearch({ from: '/app/plans' })
  const navigate = useNavigate({ from: '/plans' })
  useTitle(`${say(type.name)} · ${t('place.plans.title')}`)
  const [writing, setWriting] = useState<Writing | null>(null)
  const no = search.v === undefined ? type.version : Number(search.v)
  const go = (next: Change<PlansSearch>) => void navigate({ search: (before) => changed(before as PlansSearch, next) })
  const show = (to: number) => {
    setWriting(null)
    go({ v: to < 0 ? undefined : String(to), trial: undefined, tab: undefined })
  }
  const query = useQuery(planVersionQuery(type.type, no))
  const begin = () => setWriting({ no: null, plan: type.plan, note: '', changedAt: null })
  const write = (version: PlanVersion) =>
    version.allowed.includes('change')
      ? setWriting({ no: version.no, plan: version.plan, note: version.note, changedAt: version.changedAt })
      : begin()
  return (
    <>
      <header className="k8-head">
        <div className="row wrap">
          <Button small icon="back" kind="ghost" onPress={() => void navigate({ search: {} })}>
            {t('plans.all')}
          </Button>
          <h1>{say(type.name)}</h1>
          <Tag>{say(type.packName)}</Tag>
          <div className="k8-versions">
            <SelectField
              label={t('rules.versions')}
              hideLabel
              value={writing ? 'writing' : String(no)}
              choices={versionChoices(type, writing)}
              onChange={(id) => (id === 'writing' ? undefined : show(Number(id)))}
            />
          </div>
          <span className="meta">
            {type.running.length > 0 ? <RunningWords running={type.running} now={type.version} /> : t('plans.none-running')}
          </span>
          <span className="grow" />
          <DrillLinks type={type.type} />
          {!writing && (
            <Button icon="plus" off={type.allowed.includes('draft') ? null : t('rules.off.permit')} onPress={begin}>
              {t('rules.draft')}
            </Button>
          )}
        </div>
      </header>
      {writing ? (
        <PlanEditor key={`${writing.no} ${writing.changedAt}`} type={type} from={writing} onDone={(to) => show(to ?? -1)} />
      ) : query.data ? (
        <Version type={type} version={query.data} search={search} go={go} onWrite={() => write(query.data)} onDone={show} />
      ) : query.error ? (
        <Failed error={query.error} missing onRetry={() => void query.refetch()} />
      ) : (
        <Loading />
      )}
    </>
  )
}

const versionChoices = (type: TypePlan, writing: Writing | null) => [
  ...(writing
    ? [{ id: 'writing', label: writing.no === null ? t('plans.new-version') : t('rules.writing-on', { no: writing.no }) }]
    : []),
  ...type.versions.map((line) => ({
    id: String(line.no),
    label: `${t('rules.version', { no: line.no })} · ${t(`rules.state.${line.state}`)}`,
    note: line.note,
  })),
  {
    id: '0',
    label: `${t('rules.version', { no: 0 })} · ${t('rules.shipped')}`,
    ...(type.version === 0 ? { note: t('rules.state.live') } : {}),
  },
]

type VersionProps = {
  type: TypePlan
  version: PlanVersion
  search: PlansSearch
  go: (next: Change<PlansSearch>) => void
  onWrite: () => void
  onDone: (no: number) => void
}

function Version({ type, version, search, go, onWrite, onDone }: VersionProps): ReactNode {
  const tab = search.tab ?? 'steps'
  const [grade, setGrade] = useState<Grade>(type.gradeOf.red ?? type.grade)
  const items = [
    { id: 'steps', label: t('plans.tab.steps') },
    { id: 'changes', label: t('rules.tab.changes'), count: version.differences.length },
    { id: 'tiers', label: t('plans.tab.tiers') },
    { id: 'trial', label: t('rules.tab.trial') },
    { id: 'running', label: t('plans.tab.running'), count: type.running.reduce((sum, { events }) => sum + events, 0) },
    { id: 'history', label: t('rules.tab.history'), count: version.history.length },
  ]
  return (
    <section className="version" aria-label={t('rules.version', { no: version.no })}>
      <header className="version-head">
        <Head type={type} version={version} />
        <VersionActs
          version={version}
          base={`/plans/${encodeURIComponent(type.type)}`}
          subject="plan"
          onChange={onWrite}
          onDone={onDone}
        />
      </header>
      <Tabs
        label={t('rules.version', { no: version.no })}
        items={items}
        value={tab}
        onChange={(id) => go({ tab: id === 'steps' ? undefined : (id as PlanTab) })}
      >
        {tab === 'steps' ? (
          <div className="k8-in">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
            <section className="k8-l" tabIndex={0} aria-label={t('plans.tab.steps')}>
              <PlanTable plan={version.plan} type={type} faults={version.faults} grade={grade} />
            </section>
            <Rehearsal type={type} plan={{ version: version.no }} grade={grade} onGrade={setGrade} />
          </div>
        ) : (
          /* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */
          <section className="version-in" tabIndex={0} aria-label={items.find(({ id }) => id === tab)?.label}>
            {tab === 'changes' && <PlanDifferences differences={version.differences} posts={type.posts} />}
            {tab === 'tiers' && <Tiers type={type} plan={{ version: version.no }} />}
            {tab === 'trial' && (
              <PlanTrialTab type={type} plan={version.plan} trial={search.trial} onTrial={(trial) => go({ trial })} />
            )}
            {tab === 'running' && <Running type={type} />}
            {tab === 'history' && <History turns={version.history} />}
          </section>
        )}
      </Tabs>
    </section>
  )
}

function Head({ type, version }: { type: TypePlan; version: PlanVersion }): ReactNode {
  const isOpen = version.state === 'draft' || version.state === 'waiting'
  return (
    <>
      <div className="row wrap base">
        <h2>{t('rules.version', { no: version.no })}</h2>
        <Tag kind={version.state === 'live' ? 'ink' : 'strong'}>{t(`rules.state.${version.state}`)}</Tag>
        <span className="grow wrap-any">{version.note || t('rules.shipped')}</span>
        {version.no > 0 && (
          <span className="meta">
            {version.publishedAt
              ? t('rules.published-by', { name: version.publishedByName ?? '—' })
              : t('rules.by', { name: version.authorName ?? '—' })}{' '}
            <When at={version.publishedAt ?? version.changedAt} />
          </span>
        )}
      </div>
      {isOpen && version.basedOn !== type.version && (
        <p className="notice">
          {t(version.state === 'draft' ? 'plans.overtaken.draft' : 'plans.overtaken.waiting', {
            live: type.version,
            no: version.basedOn,
          })}
        </p>
      )}
      {version.no > 0 && <TriedLine version={version} />}
    </>
  )
}
