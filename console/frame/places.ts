import type { Permit } from '../../contract/permit.ts'
import type { Session } from '../../contract/person.ts'
import type { IconName } from '../../ui/icons.tsx'
import type { KeyAction } from '../../ui/keys.ts'
import { may } from '../session.ts'

/** A place of the rail: shown to who holds one of its permits. */
export type Place = {
  id:
    | 'inbox'
    | 'vetting'
    | 'events'
    | 'map'
    | 'risk'
    | 'look-up'
    | 'vitals'
    | 'targets'
    | 'objects'
    | 'hazards'
    | 'items'
    | 'scene'
    | 'dispatch'
    | 'check'
    | 'duty'
    | 'warnings'
    | 'evaluate'
    | 'feeds'
    | 'plans'
    | 'packs'
    | 'rules'
    | 'walls'
    | 'admin'
  to:
    | '/inbox'
    | '/vetting'
    | '/events'
    | '/map'
    | '/risk'
    | '/look-up'
    | '/vitals'
    | '/targets'
    | '/objects'
    | '/hazards'
    | '/items'
    | '/scene'
    | '/dispatch'
    | '/check'
    | '/duty'
    | '/warnings'
    | '/evaluate'
    | '/feeds'
    | '/plans'
    | '/packs'
    | '/rules'
    | '/walls'
    | '/admin'
  icon: IconName
  permits: readonly Permit[]
  keyFor?: KeyAction
}

/** All places that exist, in the order of the rail. */
export const places: readonly Place[] = [
  { id: 'inbox', to: '/inbox', icon: 'inbox', permits: ['signal.read'], keyFor: 'goInbox' },
  { id: 'vetting', to: '/vetting', icon: 'cam', permits: ['signal.triage', 'feed.change'] },
  { id: 'events', to: '/events', icon: 'list', permits: ['event.read'], keyFor: 'goEvents' },
  { id: 'map', to: '/map', icon: 'map', permits: ['map.read'], keyFor: 'goMap' },
  { id: 'risk', to: '/risk', icon: 'alert', permits: ['map.read'] },
  { id: 'look-up', to: '/look-up', icon: 'search', permits: ['vital.read'] },
  { id: 'vitals', to: '/vitals', icon: 'chart', permits: ['vital.read'] },
  { id: 'targets', to: '/targets', icon: 'target', permits: ['target.read'] },
  { id: 'objects', to: '/objects', icon: 'bldg', permits: ['object.read'] },
  { id: 'hazards', to: '/hazards', icon: 'cover', permits: ['letter.write', 'signal.triage', 'leader.read'] },
  { id: 'items', to: '/items', icon: 'form', permits: ['item.read'] },
  // who only reads them finds them from the map
  { id: 'scene', to: '/scene', icon: 'layers', permits: ['scene.change'] },
  {
    id: 'dispatch',
    to: '/dispatch',
    icon: 'board',
    permits: ['event.dispatch', 'event.urge', 'work-order.arbitrate', 'work-order.approve'],
    keyFor: 'goDispatch',
  },
  { id: 'check', to: '/check', icon: 'verify', permits: ['event.check'], keyFor: 'goCheck' },
  { id: 'duty', to: '/duty', icon: 'duty', permits: ['duty.read'], keyFor: 'goDuty' },
  { id: 'warnings', to: '/warnings', icon: 'flag', permits: ['event.read'] },
  { id: 'feeds', to: '/feeds', icon: 'feed', permits: ['feed.read'] },
  { id: 'evaluate', to: '/evaluate', icon: 'scales', permits: ['feed.read'] },
  { id: 'plans', to: '/plans', icon: 'plan', permits: ['rule.read'] },
  { id: 'packs', to: '/packs', icon: 'box', permits: ['rule.read'] },
  { id: 'rules', to: '/rules', icon: 'filter', permits: ['rule.read'] },
  { id: 'walls', to: '/walls', icon: 'screen', permits: ['wall.keep'] },
  { id: 'admin', to: '/admin', icon: 'settings', permits: ['admin.read', 'admin.people', 'admin.security', 'audit.read'] },
]

/** The places this post may go to. */
export const placesOf = (session: Session): Place[] => places.filter((place) => may(session, ...place.permits))

/** Where a post begins its day. */
export const firstPlace = (session: Session): Place['to'] => placesOf(session)[0]?.to ?? '/events'
