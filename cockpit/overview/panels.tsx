import { useQuery } from '@tanstack/react-query'
import type { FunctionComponent, ReactNode } from 'react'
import type { WallPartView, WallState } from '../../contract/wall.ts'
import { type WallPanelId, wallPanels } from '../../contract/wall-kinds.ts'
import { lang } from '../../ui/t.ts'
import { BoardsOf } from '../check-up/boards.tsx'
import { checkUpQuery, partQuery, riskQuery } from '../data.ts'
import { CityMap, type MapHeight } from '../map/city-map.tsx'
import { Panel } from '../panel/panel.tsx'
import { Levels } from '../risk/levels.tsx'
import { WorstOf } from '../risk/risk-wall.tsx'
import { t } from '../t.ts'
import { AreaList } from './areas.tsx'
import { Newest } from './newest.tsx'
import { Now } from './now.tsx'
import { Pulse } from './pulse.tsx'
import { ranked } from './ranked.ts'
import { RedCards, worthCards } from './red-cards.tsx'
import { Signs } from './signs.tsx'
import { Strip } from './strip.tsx'

export type Shown = { area: string | null; edition: WallState['area'] }

const countedAt = ({ at }: { at: string }): string => at
const nameOf = (id: WallPanelId): string => wallPanels[id].name[lang() === 'en' ? 'en' : 'zh']

/** A part of C1 without what was asked for is a fault of ours; its panel says so. */
function given<K extends 'now' | 'open' | 'areas' | 'vitals' | 'pulse' | 'strip'>(
  view: WallPartView,
  part: K,
): NonNullable<WallPartView[K]> {
  const found = view[part]
  if (found === undefined) throw new Error(`no ${part}`)
  return found
}

function NowPanel({ area }: Shown): ReactNode {
  return (
    <Panel title={nameOf('now')} query={useQuery(partQuery('now', area))} at={countedAt}>
      {(view) => <Now view={given(view, 'now')} />}
    </Panel>
  )
}

function OpenPanel({ area, edition }: Shown): ReactNode {
  return (
    <Panel title={nameOf('open')} query={useQuery(partQuery('open', area))} at={countedAt} grow>
      {(view) => {
        const open = given(view, 'open')
        return <Newest rows={ranked(open)} redsOpen={open.redsOpen} within={edition.name} />
      }}
    </Panel>
  )
}

function CardsPanel({ area }: Shown): ReactNode {
  return (
    <Panel title={nameOf('cards')} query={useQuery(partQuery('open', area))} at={countedAt} grow>
      {(view) => <RedCards rows={worthCards(ranked(given(view, 'open')))} />}
    </Panel>
  )
}

function VitalsPanel({ area }: Shown): ReactNode {
  return (
    <Panel title={nameOf('vitals')} query={useQuery(partQuery('vitals', area))} at={countedAt} grow>
      {(view) => <Signs view={given(view, 'vitals')} area={area} />}
    </Panel>
  )
}

function PulsePanel({ area }: Shown): ReactNode {
  return (
    <Panel title={nameOf('pulse')} query={useQuery(partQuery('pulse', area))} at={countedAt} grow>
      {(view) => <Pulse vital={given(view, 'pulse')} />}
    </Panel>
  )
}

function StripPanel({ area }: Shown): ReactNode {
  return (
    <Panel title={nameOf('strip')} query={useQuery(partQuery('strip', area))} at={countedAt}>
      {(view) => <Strip hours={given(view, 'strip')} />}
    </Panel>
  )
}

function AreasPanel({ area }: Shown): ReactNode {
  return (
    <Panel title={nameOf('areas')} query={useQuery(partQuery('areas', area))} at={countedAt} grow>
      {(view) => <AreaList rows={given(view, 'areas')} />}
    </Panel>
  )
}

function RiskPanel({ area }: Shown): ReactNode {
  const query = useQuery(riskQuery(area))
  return (
    <Panel title={nameOf('risk')} query={query} at={countedAt} grow>
      {(wall) => <Levels wall={wall} onRetry={() => void query.refetch()} />}
    </Panel>
  )
}

function WorstPanel({ area }: Shown): ReactNode {
  const query = useQuery(riskQuery(area))
  return (
    <Panel title={nameOf('worst')} query={query} at={countedAt} grow>
      {(wall) => <WorstOf wall={wall} onRetry={() => void query.refetch()} />}
    </Panel>
  )
}

function CheckUpPanel({ area }: Shown): ReactNode {
  const query = useQuery(checkUpQuery(area))
  return (
    <Panel title={nameOf('check-up')} query={query} at={countedAt} grow>
      {(wall) => <BoardsOf wall={wall} onRetry={() => void query.refetch()} />}
    </Panel>
  )
}

/** The map in the middle: where events are open. The legend's counts are those of 现在. */
export function MapPanel({ area, edition, stands }: Shown & { stands: MapHeight }): ReactNode {
  const open = useQuery(partQuery('now', area)).data?.now?.open ?? null
  return (
    <Panel title={t('map.label', { name: edition.name })} query={useQuery(partQuery('areas', area))} at={countedAt} grow>
      {(view) => <CityMap area={edition} rows={given(view, 'areas')} open={open} stands={stands} />}
    </Panel>
  )
}

/** Every shipped panel by its name. */
export const panels: Readonly<Record<WallPanelId, FunctionComponent<Shown>>> = {
  now: NowPanel,
  open: OpenPanel,
  cards: CardsPanel,
  vitals: VitalsPanel,
  pulse: PulsePanel,
  strip: StripPanel,
  areas: AreasPanel,
  risk: RiskPanel,
  worst: WorstPanel,
  'check-up': CheckUpPanel,
}
