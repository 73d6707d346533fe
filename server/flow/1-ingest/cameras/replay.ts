import { system } from '../../../../contract/actor.ts'
import { readViid } from '../../../../protocols/gat1400/read.ts'
import { readMansdcp } from '../../../../protocols/gb28181/read.ts'
import { readSip } from '../../../../protocols/gb28181/sip.ts'
import type { ConversationDeps } from '../gateways/conversation.ts'
import type { FrameRow } from '../gateways/store-show.ts'
import type { Verdict } from '../gateways/types.ts'
import { hearDocument } from './hear-document.ts'
import { type Hearing, hearViid } from './hear-viid.ts'
import type { CameraProtocol, Platform } from './types.ts'

type Deps = Pick<ConversationDeps, 'spine' | 'packs' | 'senders'>

/**
 * A kept frame of a camera platform read anew, as after a label was entered: what nobody knew then may be a suspicion now, what is there
 * already stays. Only of platforms that were registered when it came; what is older than a day by now is over.
 */
export async function replayCamera({ spine, packs, senders }: Deps, protocol: CameraProtocol, frame: FrameRow): Promise<Verdict> {
  const { number, verdict, raw } = frame
  const sender = number === null ? null : await senders.find(protocol, number)
  if (!sender) return 'unknown-sender'
  if (['unknown-sender', 'not-signed-in', 'wrong-code'].includes(verdict)) return 'not-trusted'
  const platform: Platform = { protocol, number: number!, sender }
  if (protocol === 'gat1400') {
    const read = readViid(raw)
    if (!read.ok) return read.error
    const { value } = read
    if (!('items' in value)) return 'heard'
    const commit: Hearing['commit'] = (work) => spine.transaction(system, work)
    return (await hearViid({ db: spine, packs, platform, commit }, value)).verdict
  }
  const message = readSip(raw)
  if (!message.ok) return message.error
  const said = readMansdcp(message.value.body)
  if (!said.ok) return message.value.kind === 'request' && message.value.method === 'REGISTER' ? 'heard' : said.error
  if (said.value.kind !== 'alarm') return 'heard'
  const document = { platform, body: message.value.body, said: said.value }
  return spine.transaction(system, async (tx) => (await hearDocument(tx, packs, document, null)).verdict)
}
