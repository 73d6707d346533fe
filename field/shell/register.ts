import { createStore } from '../../ui/store.ts'

/** A newer version of the app is on the phone and waits for a good moment. */
export const waitingWorker = createStore<ServiceWorker | null>(null)

/** The very first worker has taken this page over: what was read before did not pass it, so it does not stand on the phone yet. */
export const takenOver = createStore(false)

function watch(registration: ServiceWorkerRegistration): void {
  const offer = () => {
    // the very first worker has nobody to replace
    if (registration.waiting && navigator.serviceWorker.controller) waitingWorker.set(registration.waiting)
  }
  offer()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer))
}

/** Registers the service worker where the browser allows one, so that the app opens without a network from the next start on. */
export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  if (!navigator.serviceWorker.controller)
    navigator.serviceWorker.addEventListener('controllerchange', () => takenOver.set(true), { once: true })
  try {
    watch(await navigator.serviceWorker.register('/field/sw.js', { scope: '/field/', updateViaCache: 'none' }))
  } catch {
    // refused (private window, certificate not trusted): the app works while the network does; the insecure banner says the rest
  }
}

/** Lets the new version take over and opens the page anew with it. */
export function takeUpdate(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  worker.postMessage('take-over')
}
