import { type ReactNode, StrictMode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { createRoot } from 'react-dom/client'
import { Announcer } from './announce.tsx'
import { lang, useLang } from './t.ts'
import { applyTheme } from './theme.ts'
import { Toasts } from './toast.tsx'
import './zhili.css'

/** Under every app: language (all parts are drawn anew when it is switched), messages of the parts' behaviour, toasts. */
function Root({ children }: { children: () => ReactNode }): ReactNode {
  const now = useLang()
  return (
    <I18nProvider locale={now === 'en' ? 'en-GB' : 'zh-CN'}>
      <div key={now} className="root">
        {children()}
      </div>
      <Toasts />
      <Announcer />
    </I18nProvider>
  )
}

/** Starts an app in `#root`. `App` is drawn again from nothing when the language is switched. */
export function start(App: () => ReactNode): void {
  document.documentElement.lang = lang()
  applyTheme()
  const place = document.getElementById('root')
  if (!place) throw new Error('no #root in the page')
  createRoot(place).render(
    <StrictMode>
      <Root>{() => <App />}</Root>
    </StrictMode>,
  )
}
