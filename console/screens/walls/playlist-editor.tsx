import { type ReactNode, useState } from 'react'
import type { WallPlaylist, WallSettings, WallTurn } from '../../../contract/wall.ts'
import { type PlayCondition, playConditionIds, playConditions, wallScreenIds, wallScreens } from '../../../contract/wall-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { FieldNote, TextField } from '../../../ui/text-field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { say } from '../../messages.ts'
import { useAct } from '../../use-act.ts'
import { ShownArea } from './shown-area.tsx'
import { Versions } from './versions.tsx'
import type { Whose } from './wall-queries.ts'
import { w } from './words.ts'

const fresh: WallTurn = { screen: 'overview', area: null, seconds: 30, when: 'always', hours: null }
/** As many turns as a playlist may have, and how long one may last (the contract says the same and refuses others). */
const most = { turns: 20, seconds: 3600, least: 10 }

/** What is wrong with a turn; null: nothing. */
function turnFault({ seconds, hours }: WallTurn): string | null {
  if (!Number.isInteger(seconds) || seconds < most.least || seconds > most.seconds) return w('turn.seconds-wrong')
  const clock = /^([01]\d|2[0-3]):[0-5]\d$/
  return hours && !(clock.test(hours.from) && clock.test(hours.until)) ? w('turn.hours-wrong') : null
}

type TurnProps = {
  turn: WallTurn
  wall: WallSettings['area']
  n: number
  of: number
  onChange: (next: WallTurn) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

function Turn({ turn, wall, n, of, onChange, onMove, onRemove }: TurnProps): ReactNode {
  const no = n + 1
  const when = (id: string) => {
    const next = playConditionIds.find((one) => one === id) ?? ('always' satisfies PlayCondition)
    onChange({ ...turn, when: next, hours: next === 'hours' ? (turn.hours ?? { from: '08:00', until: '18:00' }) : null })
  }
  return (
    <li>
      <b className="b">{no}</b>
      <SelectField
        label={w('turn.screen')}
        choices={wallScreenIds.map((id) => ({ id, label: say(wallScreens[id]) }))}
        value={turn.screen}
        onChange={(id) => {
          const screen = wallScreenIds.find((one) => one === id) ?? 'overview'
          onChange({ ...turn, screen, area: screen === 'event' ? null : turn.area })
        }}
      />
      <ShownArea wall={wall} screen={turn.screen} value={turn.area} onChange={(area) => onChange({ ...turn, area })} />
      <TextField
        label={w('turn.seconds')}
        kind="number"
        value={String(turn.seconds)}
        onChange={(text) => onChange({ ...turn, seconds: Number(text) })}
      />
      <SelectField
        label={w('turn.when')}
        choices={playConditionIds.map((id) => ({ id, label: say(playConditions[id]) }))}
        value={turn.when}
        onChange={when}
      />
      {turn.hours && (
        <>
          <TextField
            label={w('turn.from')}
            value={turn.hours.from}
            onChange={(from) => onChange({ ...turn, hours: { ...turn.hours!, from } })}
          />
          <TextField
            label={w('turn.until')}
            value={turn.hours.until}
            onChange={(until) => onChange({ ...turn, hours: { ...turn.hours!, until } })}
          />
        </>
      )}
      <span className="grow" />
      <Button small kind="ghost" label={w('turn.up', { n: no })} off={n === 0 ? '—' : null} onPress={() => onMove(-1)}>
        ↑
      </Button>
      <Button small kind="ghost" label={w('turn.down', { n: no })} off={no === of ? '—' : null} onPress={() => onMove(1)}>
        ↓
      </Button>
      <Button small kind="ghost" icon="bin" label={w('turn.remove', { n: no })} onPress={onRemove} />
      <FieldNote error={turnFault(turn)} />
    </li>
  )
}

/** 轮播: what a wall shows in which order, for how long and when. A red event nobody accepted takes the wall or stands named above it, whatever is played. */
export function PlaylistEditor({ settings, whose }: { settings: WallSettings; whose: Whose }): ReactNode {
  const inForce: WallPlaylist = settings.playlist[0]?.body ?? { turns: [] }
  const [turns, setTurns] = useState<readonly WallTurn[]>(inForce.turns)
  const act = useAct()
  const same = JSON.stringify(turns) === JSON.stringify(inForce.turns)
  const fault = turns.map(turnFault).find((one) => one !== null) ?? null
  const put = async (body: WallPlaylist | null) => {
    const made = await act.run<{ no: number }>('/walls/playlist', { ...whose, body })
    if (made) toast({ words: body === null ? w('play.off') : w('play.saved', { n: made.no }) })
  }
  const move = (n: number, by: -1 | 1) => {
    const next = [...turns]
    next.splice(n + by, 0, ...next.splice(n, 1))
    setTurns(next)
  }
  return (
    <div className="stack wl-play">
      <p className="meta">{w('play.note')}</p>
      <div className="row wrap">
        <Button icon="plus" off={turns.length >= most.turns ? w('play.full') : null} onPress={() => setTurns([...turns, fresh])}>
          {w('turn.add')}
        </Button>
        <span className="grow" />
        <span className="t2" role="status">
          {same ? w('unchanged') : w('changed')}
        </span>
        <Button off={settings.playlist[0]?.body ? null : w('play.none')} busy={act.busy} onPress={() => void put(null)}>
          {w('play.take-off')}
        </Button>
        <Button
          kind="primary"
          busy={act.busy}
          off={fault ?? (same ? w('unchanged') : turns.length === 0 ? w('play.none') : null)}
          onPress={() => void put({ turns: [...turns] })}
        >
          {w('play.save')}
        </Button>
      </div>
      <FieldNote error={act.error?.message ?? null} />
      {turns.length === 0 && <p className="t2">{w('play.none')}</p>}
      <ol className="wl-turns">
        {turns.map((turn, n) => (
          <Turn
            key={n}
            {...{ turn, n, wall: settings.area, of: turns.length }}
            onChange={(next) => setTurns(turns.with(n, next))}
            onMove={(by) => move(n, by)}
            onRemove={() => setTurns(turns.filter((_, at) => at !== n))}
          />
        ))}
      </ol>
      <Versions rows={settings.playlist} onLoad={(body) => setTurns(body?.turns ?? [])} />
    </div>
  )
}
