import type { CalledBefore } from '../../contract/channel.ts'
import { t as part } from '../../ui/t.ts'
import { t } from '../t.ts'

/** What came of calling a person, in one word wherever they stand: in the plan and among those to ring. */
export const callWords = ({ state, channel }: Pick<CalledBefore, 'state' | 'channel'>): string =>
  state === 'ringing' && channel ? t('war.state.ringing-by', { way: part(`channel.${channel}`) }) : t(`war.state.${state}`)
