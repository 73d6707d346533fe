import { get, request } from '../../ui/api.ts'
import { createStore } from '../../ui/store.ts'

/** Can this browser be woken, and is it? `off`: the platform sends no pushes. */
export type PushState = 'off' | 'blocked' | 'ask' | 'on'
export const pushState = createStore<PushState>('off')

const isAble = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
const mine = async (): Promise<PushSubscription | null> => (await navigator.serviceWorker.ready).pushManager.getSubscription()

/** Looks how it stands; a browser that was subscribed before is subscribed again for whoever is signed in now. */
export async function lookAtPush(): Promise<void> {
  if (!isAble()) return
  const { key } = await get<{ key: string | null }>('/push/key')
  if (!key) return pushState.set('off')
  if (Notification.permission === 'denied') return pushState.set('blocked')
  const before = Notification.permission === 'granted' ? await mine() : null
  if (before) await tellServer(before)
  pushState.set(before ? 'on' : 'ask')
}

/** Called by a press: browsers ask the person only then. */
export async function askForPush(): Promise<void> {
  const { key } = await get<{ key: string | null }>('/push/key')
  if (!key) return pushState.set('off')
  if ((await Notification.requestPermission()) !== 'granted') return pushState.set('blocked')
  const { pushManager } = await navigator.serviceWorker.ready
  await tellServer(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }))
  pushState.set('on')
}

async function tellServer(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON()
  await request('PUT', '/push/subscription', { body: { endpoint, keys } })
}

/** Ended on the phone too: the server forgets it with the session. */
export async function endPush(): Promise<void> {
  if (!isAble() || Notification.permission !== 'granted') return
  const registration = await navigator.serviceWorker.getRegistration('/field/')
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
  pushState.set('ask')
}
