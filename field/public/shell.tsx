import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { PhoneFrame } from '../../ui/phone-frame.tsx'
import { lang, setLang } from '../../ui/t.ts'
import { bigLetters, setBigLetters } from '../../ui/theme.ts'
import { p } from './messages.ts'
import { hrefOf } from './route.ts'

/** Frame of the public page: large letters and the other language are on every screen. */
export function Page({
  title,
  back = false,
  foot,
  children,
}: {
  title: string
  back?: boolean
  foot?: ReactNode
  children: ReactNode
}): ReactNode {
  const isBig = bigLetters.use()
  const right = (
    <span className="row nav-r">
      <Button onPress={() => setBigLetters(!isBig)}>{p(isBig ? 'letters.off' : 'letters.on')}</Button>
      <Button onPress={() => setLang(lang() === 'en' ? 'zh-CN' : 'en')}>{p('lang')}</Button>
    </span>
  )
  return (
    <PhoneFrame title={title} right={right} foot={foot} {...(back ? { back: hrefOf({ at: 'home' }) } : {})}>
      {children}
    </PhoneFrame>
  )
}
