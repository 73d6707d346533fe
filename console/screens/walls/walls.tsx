import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { WallSettings } from '../../../contract/wall.ts'
import { ApiError } from '../../../ui/api.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { Refused, Screen } from '../../../ui/screen.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { useFoot } from '../../frame/foot.ts'
import { changed } from '../../search.ts'
import { may, useSession } from '../../session.ts'
import { LayoutEditor } from './layout-editor.tsx'
import { PlaylistEditor } from './playlist-editor.tsx'
import { Push } from './push.tsx'
import { Seats } from './seats.tsx'
import { Unopened } from './unopened.tsx'
import { seatsQuery, settingsQuery } from './wall-queries.ts'
import './walls.css'
import { w } from './words.ts'

const hints = (): KeyHint[] => [{ action: 'help' }]
const tabs = ['layout', 'playlist', 'push', 'seats', 'unused'] as const
type Tab = (typeof tabs)[number]

/** The wall of the area in force, opened beside this page. */
function OpenWall({ settings: { area } }: { settings: WallSettings }): ReactNode {
  const place = area.tier === 'city' ? '' : `#/area/${encodeURIComponent(area.path ?? area.code)}`
  return (
    <a className="btn sm" href={`/cockpit/${place}`} target="_blank" rel="noreferrer">
      {w('open')}
    </a>
  )
}

const areaWall = 'area'
/** The wall of the area, or one machine of it that is to have something of its own. Nothing to choose where there is no machine. */
function WhichWall({ seat, onChange }: { seat: string | undefined; onChange: (seat: string | undefined) => void }): ReactNode {
  const rows = useQuery(seatsQuery()).data?.rows.filter(({ endedAt }) => endedAt === null) ?? []
  if (rows.length === 0) return null
  const choices = [
    { id: areaWall, label: w('which.area') },
    ...rows.map(({ id, name, areaName }) => ({ id, label: name, note: areaName })),
  ]
  return (
    <div className="wl-which">
      <SelectField
        label={w('which')}
        hint={w('which.hint')}
        choices={choices}
        value={seat ?? areaWall}
        onChange={(id) => onChange(id === areaWall ? undefined : id)}
      />
    </div>
  )
}

/** 大屏: how the wall of an area is composed, and what is pushed to it. */
export function Walls(): ReactNode {
  const { area } = useSearch({ from: '/app' })
  const { tab: asked } = useSearch({ from: '/app/walls' })
  const navigate = useNavigate({ from: '/walls' })
  const keeps = may(useSession(), 'wall.keep')
  const [seat, setSeat] = useState<string | undefined>()
  const whose = { area, seat }
  const query = useQuery({ ...settingsQuery(whose), enabled: keeps })
  useFoot(hints)
  if (!keeps) return <Refused error={new ApiError(403, 'permit.missing', '', { permit: 'wall.keep' })} />
  const tab: Tab = tabs.find((one) => one === asked) ?? 'layout'
  const turn = (next: string) =>
    void navigate({ search: (before) => changed(before, { tab: tabs.find((one) => one === next) }), replace: true })
  return (
    <div className="k3">
      <PageHead title={query.data ? `${w('title')} · ${query.data.area.name}` : w('title')}>
        <span className="meta wide">{w('note')}</span>
        {query.data && <OpenWall settings={query.data} />}
      </PageHead>
      <Screen query={query} title={w('title')}>
        {(settings) => (
          <Tabs label={w('view')} items={tabs.map((id) => ({ id, label: w(`tab.${id}`) }))} value={tab} onChange={turn}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
            <section className="plain-list walls" tabIndex={0} aria-label={w(`tab.${tab}`)}>
              {tab !== 'seats' && tab !== 'unused' && <WhichWall seat={seat} onChange={setSeat} />}
              {tab === 'layout' && (
                <LayoutEditor key={`${seat} ${settings.area.code} ${settings.layout[0]?.no}`} settings={settings} whose={whose} />
              )}
              {tab === 'playlist' && (
                <PlaylistEditor
                  key={`${seat} ${settings.area.code} ${settings.playlist[0]?.no}`}
                  settings={settings}
                  whose={whose}
                />
              )}
              {tab === 'push' && <Push settings={settings} whose={whose} />}
              {tab === 'seats' && <Seats settings={settings} wish={area} />}
              {tab === 'unused' && <Unopened wish={area} />}
            </section>
          </Tabs>
        )}
      </Screen>
    </div>
  )
}
