import type { ReactNode } from 'react'
import type { Replay } from '../../../contract/replay-view.ts'
import { t } from '../../../ui/t.ts'
import { p } from './words.ts'

type Device = Replay['devices'][number]

/** The alarm level each device had at the moment. */
export function Devices({ devices, at }: { devices: readonly Device[]; at: number }): ReactNode {
  return (
    <section>
      <h2>{p('devices')}</h2>
      {devices.length === 0 && <p className="t2">{p('no-devices')}</p>}
      <ul className="rp-devices">
        {devices.map((device) => {
          const level = levelAt(device, at)
          return (
            <li key={device.id}>
              <span>{device.name}</span>
              <span className={level ? `rp-${level}` : 't2'}>{level ? t(`severity.${level}`) : p('normal')}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

export const levelAt = ({ changes }: Pick<Device, 'changes'>, at: number): Device['changes'][number]['to'] =>
  changes.findLast((change) => Date.parse(change.at) <= at)?.to ?? null
