import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { DetectRule } from '../../../contract/pack.ts'
import type { PackRules, RulesVersion } from '../../../contract/rules.ts'
import { Button } from '../../../ui/button.tsx'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { Failed, Loading, Screen } from '../../../ui/screen.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { useFoot } from '../../frame/foot.ts'
import { say, t } from '../../messages.ts'
import { type Change, changed, type RulesSearch } from '../../search.ts'
import { t as qualityWords } from '../quality/words.ts'
import { RulesEditor, type Written } from './rules-editor.tsx'
import { packRulesQuery, rulePacksQuery } from './rules-queries.ts'
import { VersionList } from './version-list.tsx'
import { VersionPane } from './version-pane.tsx'

const hints = (): KeyHint[] => [{ action: 'search' }, { action: 'help' }]

/** K9 场景包与规则: packs and the versions of their rules; drafted, tried, published by a second person, taken back. */
export function Rules(): ReactNode {
  const { pack } = useSearch({ from: '/app/rules' })
  const navigate = useNavigate({ from: '/rules' })
  const query = useQuery(rulePacksQuery())
  useFoot(hints)
  const title = t('place.rules.title')
  return (
    <div className="k9">
      <Screen
        query={query}
        title={title}
        empty={({ rows }) => (rows.length > 0 ? null : { kind: 'nothing-yet', title: t('rules.no-packs') })}
      >
        {({ rows }) => {
          const shown = rows.find((row) => row.pack === pack) ?? rows.toSorted((a, b) => b.rules - a.rules)[0]!
          return (
            <Pack
              key={shown.pack}
              id={shown.pack}
              choice={
                <SelectField
                  label={t('rules.pack')}
                  hideLabel
                  value={shown.pack}
                  choices={rows.map((row) => ({ id: row.pack, label: say(row.name), note: t('rules.count', { n: row.rules }) }))}
                  onChange={(id) => void navigate({ search: { pack: id } })}
                />
              }
            />
          )
        }}
      </Screen>
    </div>
  )
}

function Pack({ id, choice }: { id: string; choice: ReactNode }): ReactNode {
  const query = useQuery(packRulesQuery(id))
  if (query.data) return <OfPack pack={query.data} choice={choice} />
  return query.error ? <Failed error={query.error} missing onRetry={() => void query.refetch()} /> : <Loading />
}

type Writing = { from: Written; swap: DetectRule | null }

function OfPack({ pack, choice }: { pack: PackRules; choice: ReactNode }): ReactNode {
  const search = useSearch({ from: '/app/rules' })
  const navigate = useNavigate({ from: '/rules' })
  const [writing, setWriting] = useState<Writing | null>(null)
  const no = search.v === undefined ? pack.version : Number(search.v)
  const go = (next: Change<RulesSearch>) => void navigate({ search: (before) => changed(before as RulesSearch, next) })
  const show = (to: number) => {
    setWriting(null)
    go({ pack: pack.pack, v: to < 0 ? undefined : String(to), trial: undefined })
  }
  const begin = (swap: DetectRule | null) =>
    setWriting({ from: { no: null, rules: pack.rules.map(({ rule }) => rule), note: '', changedAt: null }, swap })
  const write = (version: RulesVersion, swap: DetectRule | null) => {
    if (!version.allowed.includes('change')) return begin(swap)
    const { note, changedAt } = version
    setWriting({ from: { no: version.no, rules: version.rules.map(({ rule }) => rule), note, changedAt }, swap })
  }
  return (
    <>
      <PageHead title={t('place.rules.title')}>
        <div className="narrow">{choice}</div>
        <Link to="/quality" className="linkish">
          {qualityWords('title')}
        </Link>
        <span className="grow" />
        <Button
          icon="plus"
          off={pack.allowed.includes('draft') ? (writing ? t('rules.off.writing') : null) : t('rules.off.permit')}
          onPress={() => begin(null)}
        >
          {t('rules.draft')}
        </Button>
      </PageHead>
      <div className="k9-in">
        <VersionList pack={pack} shown={writing ? -1 : no} onShow={show} />
        {writing ? (
          <section className="version" aria-label={t('rules.writing')}>
            <header className="version-head">
              <h2>
                {writing.from.no === null
                  ? t('rules.new-version', { no: pack.version })
                  : t('rules.writing-on', { no: writing.from.no })}
              </h2>
            </header>
            <RulesEditor pack={pack} from={writing.from} swap={writing.swap} onDone={(done) => show(done ?? -1)} />
          </section>
        ) : (
          <VersionPane
            key={no}
            pack={pack}
            no={no}
            tab={search.tab ?? 'rules'}
            trial={search.trial}
            onTab={(tab) => go({ tab: tab === 'rules' ? undefined : tab })}
            onTrial={(trial) => go({ trial })}
            onWrite={write}
            onDone={show}
          />
        )}
      </div>
    </>
  )
}
