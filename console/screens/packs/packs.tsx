import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { PackList, PackPage } from '../../../contract/packs.ts'
import { Button } from '../../../ui/button.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { EmptyState, Failed, Loading, Screen } from '../../../ui/screen.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { useFoot } from '../../frame/foot.ts'
import { t as frame, say } from '../../messages.ts'
import { type Change, changed, type PacksSearch, type PackTab } from '../../search.ts'
import { Week } from '../rules/week.tsx'
import { Holds } from './brings.tsx'
import { Figures, Layers } from './figures.tsx'
import { Install } from './install.tsx'
import { Models } from './model.tsx'
import { packQuery, packsQuery } from './pack-queries.ts'
import './packs.css'
import { Play } from './play.tsx'
import { Releases, ReleaseView } from './releases.tsx'
import { Settings } from './settings.tsx'
import { t, tr } from './words.ts'

const hints = (): KeyHint[] => [{ action: 'search' }, { action: 'help' }]

/** K9 场景包: what is in force, what it finds, its settings and releases; installed, upgraded, taken back, switched. */
export function Packs(): ReactNode {
  const query = useQuery(packsQuery())
  const found = query.data
  useFoot(hints, found ? t('packs.foot', { n: found.rows.length, time: clockTime(found.at, true) }) : undefined)
  return (
    <div className="k9 packs">
      <Screen query={query} title={frame('place.packs.title')}>
        {(list) => <Master list={list} />}
      </Screen>
    </div>
  )
}

function Master({ list }: { list: PackList }): ReactNode {
  const search = useSearch({ from: '/app/packs' })
  const navigate = useNavigate({ from: '/packs' })
  // A file; or the pack whose newer version came with the platform.
  const [installing, setInstalling] = useState<{ shipped: string | null } | null>(null)
  const go = (next: Change<PacksSearch>) => {
    setInstalling(null)
    void navigate({ search: (before) => changed(before as PacksSearch, next) })
  }
  // A pack that waits to be installed for the first time stands in no row yet.
  const fresh = list.waiting.filter(({ pack }) => !list.rows.some((row) => row.pack === pack))
  const shown = search.pack ?? list.rows[0]?.pack
  const waits = fresh.find(({ pack }) => pack === shown)
  return (
    <>
      <PageHead title={frame('place.packs.title')}>
        <span className="grow" />
        <Button
          icon="upload"
          off={list.allowed.includes('install') ? null : t('packs.install-off')}
          onPress={() => setInstalling({ shipped: null })}
        >
          {t('packs.install')}
        </Button>
      </PageHead>
      <div className="k9-in">
        <ul className="versions" aria-label={frame('place.packs.title')}>
          {fresh.map((line) => (
            <li key={line.pack}>
              <button
                type="button"
                aria-current={!installing && shown === line.pack}
                onClick={() => go({ pack: line.pack, tab: undefined, release: undefined })}
              >
                <span className="row wrap">
                  <b className="b">{say(line.name)}</b>
                  <Tag kind="ink">{t('packs.waits')}</Tag>
                </span>
                <span className="meta">
                  {t('packs.version', { version: line.version })} · {line.publisher ?? t('packs.platform')}
                </span>
              </button>
            </li>
          ))}
          {list.rows.map((row) => (
            <PackRow
              key={row.pack}
              row={row}
              current={!installing && shown === row.pack}
              onShow={() => go({ pack: row.pack, release: undefined })}
            />
          ))}
        </ul>
        {installing ? (
          <Install
            key={installing.shipped}
            shipped={installing.shipped}
            onClose={() => setInstalling(null)}
            onDone={(pack, no) => go({ pack, tab: 'releases', release: String(no) })}
          />
        ) : waits ? (
          <section className="version" aria-label={say(waits.name)}>
            <header className="version-head">
              <h2>{say(waits.name)}</h2>
            </header>
            <div className="version-in">
              <ReleaseView pack={waits.pack} no={waits.no} />
            </div>
          </section>
        ) : shown ? (
          <Pane
            key={shown}
            pack={shown}
            search={search}
            go={go}
            onOffered={list.allowed.includes('install') ? () => setInstalling({ shipped: shown }) : null}
          />
        ) : (
          <EmptyState empty={{ kind: 'nothing-yet', title: t('packs.none'), note: t('packs.none-how') }} />
        )}
      </div>
    </>
  )
}

/** Both numbers of a share; of nothing there is none. */
const of = (part: number, whole: number): string => (whole === 0 ? NONE : `${number(part)}/${number(whole)}`)

function PackRow({ row, current, onShow }: { row: PackList['rows'][number]; current: boolean; onShow: () => void }): ReactNode {
  const { week } = row
  return (
    <li>
      <button type="button" aria-current={current} onClick={onShow}>
        <span className="row wrap">
          <b className="b">{say(row.name)}</b>
          {row.off && <Tag kind="ink">{t('packs.off')}</Tag>}
          {row.offered !== null && <Tag kind="strong">{t('packs.offered-short')}</Tag>}
          {row.waiting && <Tag kind="strong">{t('packs.waits')}</Tag>}
          {row.offAt.length > 0 && !row.off && (
            <Tag kind="ink">
              {row.offAt.length === 1
                ? t('packs.off-here', { place: row.offAt[0]! })
                : t('packs.off-many', { n: row.offAt.length })}
            </Tag>
          )}
          {row.asked.map((what) => (
            <Tag key={what} kind="ink">
              {tr(`request.mark.${what}`)}
            </Tag>
          ))}
        </span>
        <span className="meta">
          {t('packs.version', { version: row.version })} · {row.publisher ?? t('packs.platform')}
          {row.districts > 0 && ` · ${t('packs.districts', { n: row.districts })}`}
        </span>
        <span className="meta">
          {t('packs.cases', { n: number(week.cases) })}
          {row.rules > 0 && ` · ${t('packs.raised', { n: number(week.raised) })}`}
          {week.raised > 0 &&
            ` · ${t('packs.merged-false', { merged: of(week.merged, week.ofSignals), false: of(week.falseAlarm, week.ofDecided) })}`}
        </span>
      </button>
    </li>
  )
}

type PaneProps = { pack: string; search: PacksSearch; go: (next: Change<PacksSearch>) => void; onOffered: (() => void) | null }

function Pane(props: PaneProps): ReactNode {
  const query = useQuery(packQuery(props.pack))
  if (query.data) return <Page {...props} page={query.data} />
  return query.error ? <Failed error={query.error} missing onRetry={() => void query.refetch()} /> : <Loading />
}

function Page({ page, search, go, onOffered }: PaneProps & { page: PackPage }): ReactNode {
  const tab = search.tab ?? 'holds'
  const waiting = page.releases.some(({ state }) => state === 'waiting')
  const items = [
    { id: 'holds', label: t('packs.tab.holds') },
    { id: 'settings', label: t('packs.tab.settings'), count: page.settings.length },
    { id: 'releases', label: t('packs.tab.releases'), count: page.releases.length },
    { id: 'week', label: t('packs.tab.week') },
  ]
  return (
    <section className="version" aria-label={say(page.name)}>
      <header className="version-head">
        <div className="row wrap base">
          <h2>{say(page.name)}</h2>
          {waiting && <Tag kind="strong">{t('packs.waits')}</Tag>}
          <span className="grow meta">
            {t('packs.version', { version: page.version })} · {page.publisher ?? t('packs.platform')} · {page.pack}
          </span>
          {page.board && (
            <Link to="/vetting" search={{ view: 'effect' }} className="link">
              {t('packs.to-board')}
            </Link>
          )}
          <Link to="/rules" search={{ pack: page.pack }} className="link">
            {t('packs.to-rules')}
          </Link>
        </div>
        {page.offered !== null && (
          <div className="row wrap">
            <p className="grow">{t('packs.offered', { version: page.offered, before: page.version })}</p>
            <Button off={onOffered ? null : t('packs.install-off')} onPress={() => onOffered?.()}>
              {t('packs.see-offered')}
            </Button>
          </div>
        )}
      </header>
      <Tabs
        label={say(page.name)}
        items={items}
        value={tab}
        onChange={(id) => go({ tab: id === 'holds' ? undefined : (id as PackTab) })}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
        <section className="version-in stack" tabIndex={0} aria-label={items.find(({ id }) => id === tab)?.label}>
          {tab === 'holds' && (
            <>
              <Figures page={page} />
              <Holds brings={page.brings} />
              <Models models={page.models} />
              <Layers page={page} />
              <Play page={page} />
            </>
          )}
          {tab === 'settings' && <Settings page={page} />}
          {tab === 'releases' && (
            <Releases
              page={page}
              shown={search.release === undefined ? null : Number(search.release)}
              onShow={(no) => go({ release: String(no) })}
            />
          )}
          {tab === 'week' && <Week pack={page.pack} />}
        </section>
      </Tabs>
    </section>
  )
}
