import type { Api } from './api.ts'
import { chance } from './model/chance.ts'
import { moved, type Telling } from './model/citizens.ts'
import type { CrewPerson } from './model/crew.ts'
import { drawPicture } from './model/picture.ts'

/** Sends one report, as a citizen without an account or as a grid worker of the district. Answers the status. */
export async function tell(
  api: Api,
  telling: Telling,
  told: { key: string; happenedMs: number; gridWorkers: readonly CrewPerson[] },
): Promise<number> {
  const worker = telling.source === 'grid' && told.gridWorkers.length > 0 ? chance(told.key).pick(told.gridWorkers) : null
  const account = worker?.account
  const file = telling.withPhoto ? await api.upload(drawPicture(told.key, 'street'), account) : null
  const json = {
    type: telling.type,
    content: telling.content,
    ...moved(telling.near, telling.eastM, telling.northM),
    accuracyM: 15,
    address: `${telling.near.name}附近`,
    happenedAt: new Date(told.happenedMs).toISOString(),
    files: file ? [file] : [],
    ...(worker || !telling.contactName ? {} : { contactName: telling.contactName }),
    ...(worker || !telling.phone ? {} : { phone: telling.phone }),
  }
  const { status } = await api.send('POST', '/api/v1/reports', { account, key: told.key, json })
  return status
}
