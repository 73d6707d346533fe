import { start } from '../ui/root.tsx'
import { Cockpit } from './app.tsx'

start(() => <Cockpit />)
// The wall is dark whatever this machine chose elsewhere, and its letters are sized by the wall, not by a person's switch.
document.documentElement.dataset.theme = 'dark'
document.documentElement.dataset.letters = 'normal'
