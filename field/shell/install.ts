import { createStore } from '../../ui/store.ts'

/** Chromium's offer to install the app; other browsers have it in their menu only. */
type InstallOffer = Event & { prompt(): Promise<unknown> }

export const installOffer = createStore<InstallOffer | null>(null)

/** Keeps the browser's offer for the button on "me". Called once at the start. */
export function watchInstall(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    installOffer.set(event as InstallOffer)
  })
  window.addEventListener('appinstalled', () => installOffer.set(null))
}

/** Opened from the home screen. */
export const isInstalled = (): boolean => matchMedia('(display-mode: standalone)').matches
