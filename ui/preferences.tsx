import type { ReactNode } from 'react'
import { Checkbox } from './checkbox.tsx'
import type { Lang } from './kept-lang.ts'
import { Segmented } from './segmented.tsx'
import { setLang, t, useLang } from './t.ts'
import { bigLetters, setBigLetters, setTheme, type Theme, theme } from './theme.ts'

/** Light, dark, outdoor. */
export function ThemeSwitch(): ReactNode {
  const now = theme.use()
  const items = (['light', 'dark', 'outdoor'] as const).map((id) => ({ id, label: t(`theme.${id}`) }))
  return <Segmented label={t('me.theme')} items={items} value={now} onChange={(id) => setTheme(id as Theme)} />
}

/** 中文 or English, each in its own words. */
export function LangSwitch(): ReactNode {
  const now = useLang()
  return (
    <Segmented
      label={t('lang.label')}
      items={[
        { id: 'zh-CN', label: '中文' },
        { id: 'en', label: 'English' },
      ]}
      value={now}
      onChange={(id) => setLang(id as Lang)}
    />
  )
}

/** 大字版, on the first screen of the phone. */
export function BigLettersSwitch(): ReactNode {
  return (
    <Checkbox value={bigLetters.use()} onChange={setBigLetters}>
      {t('letters.big')}
    </Checkbox>
  )
}
