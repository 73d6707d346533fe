import type { ReactNode } from 'react'
import type { VitalList, VitalTrack } from '../../../contract/vital.ts'
import { boardsOf, gathered } from '../../../contract/vital-boards.ts'
import { number } from '../../../ui/format.ts'
import { say } from '../../messages.ts'
import { t } from './words.ts'

type Chosen = { board: string | undefined; track: string | undefined }
type Props = { tier: VitalList['area']['tier']; tracks: VitalList['tracks']; chosen: Chosen; onChoose: (chosen: Chosen) => void }

const connected = ({ counts }: VitalTrack): number => counts.connected + counts.trusted
const all = ({ counts }: VitalTrack): number => Object.values(counts).reduce((sum, n) => sum + n, 0)
const total = (tracks: readonly VitalTrack[], of: (track: VitalTrack) => number): number =>
  tracks.reduce((sum, track) => sum + of(track), 0)

/** 八大板块, of a town its four: each board with how many of its vitals are connected; the open one with its tracks. */
export function VitalBoards({ tier, tracks, chosen, onChoose }: Props): ReactNode {
  return (
    <nav className="k10-boards" aria-label={t('vitals.boards')}>
      <Line
        label={t('vitals.every-board')}
        tracks={tracks}
        on={!chosen.board}
        onPress={() => onChoose({ board: undefined, track: undefined })}
      />
      {Object.entries(boardsOf(tier)).map(([id, board]) => {
        const own = tracks.filter(({ board }) => gathered(id).includes(board))
        const open = chosen.board === id
        return (
          <div key={id}>
            <Line
              label={say(board)}
              tracks={own}
              on={open && !chosen.track}
              bar
              onPress={() => onChoose({ board: id, track: undefined })}
            />
            {open &&
              own.map((track) => (
                <Line
                  key={`${track.board}/${track.track}`}
                  label={say(track.name)}
                  tracks={[track]}
                  on={chosen.track === track.track}
                  below
                  onPress={() => onChoose({ board: id, track: track.track })}
                />
              ))}
          </div>
        )
      })}
    </nav>
  )
}

type LineProps = {
  label: string
  tracks: readonly VitalTrack[]
  on: boolean
  bar?: boolean
  below?: boolean
  onPress: () => void
}

function Line({ label, tracks, on, bar = false, below = false, onPress }: LineProps): ReactNode {
  const [have, of] = [total(tracks, connected), total(tracks, all)]
  return (
    <button type="button" className={below ? 'k10-line below' : 'k10-line'} aria-current={on || undefined} onClick={onPress}>
      <span>{label}</span>
      <span className="meta">
        {number(have)}/{number(of)}
      </span>
      {bar && (
        <span className="bar" aria-hidden="true">
          <i style={{ width: `${of === 0 ? 0 : (have / of) * 100}%` }} />
        </span>
      )}
    </button>
  )
}

/** 已梳理 → 已编目 → 已接入, each with the share of the one before and both its numbers. */
export function VitalFunnel({ tracks }: { tracks: readonly VitalTrack[] }): ReactNode {
  const sorted = total(tracks, all)
  const catalogued = total(tracks, ({ counts }) => counts.catalogued + counts.connected + counts.trusted)
  const steps = [
    { id: 'sorted', n: sorted, of: null },
    { id: 'catalogued', n: catalogued, of: sorted },
    { id: 'connected', n: total(tracks, connected), of: catalogued },
  ] as const
  return (
    <dl className="k10-funnel">
      {steps.map(({ id, n, of }) => (
        <div key={id}>
          <dt>{t(`vitals.funnel.${id}`)}</dt>
          <dd>
            <b>{number(n)}</b>
            {of !== null && of > 0 && (
              <small>
                {number(n)}/{number(of)} · {number((n / of) * 100, 1)} %
              </small>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
