import { start } from '../ui/root.tsx'
import { keepTheme } from '../ui/theme.ts'
import { Cockpit } from './app.tsx'

start(() => <Cockpit />)
// The wall is dark whatever this machine chose elsewhere, and its letters are sized by the wall, not by a person's switch.
keepTheme('dark')
document.documentElement.dataset.letters = 'normal'
