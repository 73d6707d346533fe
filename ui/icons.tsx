import type { ReactNode } from 'react'

/** Icon outlines on a 24 × 24 field, drawn with 1.6 strokes in the current colour. */
const paths = {
  alert: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7.5v5.5M12 16.5h.01',
  back: 'M15 5l-7 7 7 7',
  bell: 'M6 17V11a6 6 0 0112 0v6l2 2H4zM10 21h4',
  bldg: 'M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3',
  bin: 'M5 7h14M9.5 7V4h5v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  board: 'M4 4h4v16H4zM10 4h4v10h-4zM16 4h4v13h-4z',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  box: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  cam: 'M3 7h11v10H3zM14 10.5l7-3.5v10l-7-3.5',
  car: 'M3 17v-4l2-6h14l2 6v4zM3 13h18M6 17v2.5M18 17v2.5M6.5 15h.01M17.5 15h.01',
  chart: 'M4 20V4M4 20h16M8 16v-4M12 16V8M16 16v-6',
  check: 'M5 12.5l4.5 4.5L19 7',
  clock: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.5 2',
  cover: 'M12 20a8 8 0 100-16 8 8 0 000 16zM8 9h8M7 12h10M8 15h8',
  desk: 'M3 5h18v11H3zM9 20h6M12 16v4',
  down: 'M6 9l6 6 6-6',
  duty: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4 21c0-4 3.5-6 8-6s8 2 8 6',
  export: 'M12 4v11M7 10l5 5 5-5M4 20h16',
  fan: 'M12 12c0-5 1-8 4-8s3 5-4 8zM12 12c5 0 8 1 8 4s-5 3-8-4zM12 12c0 5-1 8-4 8s-3-5 4-8zM12 12c-5 0-8-1-8-4s5-3 8 4z',
  feed: 'M5 19a14 14 0 0114-14M5 19a8 8 0 018-8M5.5 18.5h.01',
  filter: 'M4 5h16l-6 8v6l-4-2v-4z',
  flag: 'M5 21V4M5 4h13l-3 4.5 3 4.5H5',
  form: 'M6 3h9l4 4v14H6zM9 12h7M9 16h7M9 8h3',
  help: 'M12 21a9 9 0 100-18 9 9 0 000 18zM9.5 9.5a2.5 2.5 0 114 2c-1 .7-1.5 1.2-1.5 2.5M12 17h.01',
  history: 'M4 12a8 8 0 108-8 8 8 0 00-6.5 3.3L4 9M4 4v5h5M12 8v4.5l3 2',
  home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  inbox: 'M3 13l3-8h12l3 8v6H3zM3 13h5l1.5 3h5L16 13h5',
  info: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v5.5M12 7.5h.01',
  layers: 'M12 4l9 5-9 5-9-5zM3 14l9 5 9-5',
  left: 'M15 5l-7 7 7 7',
  light:
    'M12 3v3M5 12H3M21 12h-2M6.5 6.5l-1-1M17.5 6.5l1-1M9 17h6M10 20h4M8 12a4 4 0 118 0c0 2-1.5 2.5-1.5 5h-5C9.5 14.5 8 14 8 12z',
  link: 'M10 14a4 4 0 006 0l3-3a4.2 4.2 0 00-6-6l-1 1M14 10a4 4 0 00-6 0l-3 3a4.2 4.2 0 006 6l1-1',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 017 0v3',
  map: 'M9 4L3 6v14l6-2 6 2 6-2V4l-6 2zM9 4v14M15 6v14',
  merge: 'M6 4v4a4 4 0 004 4h8M14 8l4 4-4 4M6 20v-4a4 4 0 012-3.5',
  mic: 'M9 5a3 3 0 016 0v6a3 3 0 01-6 0zM5 11a7 7 0 0014 0M12 18v3',
  minus: 'M5 12h14',
  mobile: 'M7 3h10v18H7zM11 18h2',
  moon: 'M20 14.2A8.2 8.2 0 119.8 4a6.6 6.6 0 0010.2 10.2z',
  more: 'M4.6 12h.8M11.6 12h.8M18.6 12h.8',
  mute: 'M4 9v6h4l5 4V5L8 9zM17 9.5l5 5M22 9.5l-5 5',
  nav: 'M12 3l8 18-8-4-8 4z',
  off: 'M3 9a13 13 0 0118 0M6.5 13a8 8 0 0111 0M12 18h.01M4 4l16 16',
  pause: 'M8 5v14M16 5v14',
  phone: 'M5 4h4l2 5-2.5 1.5a11 11 0 005 5L15 13l5 2v4a2 2 0 01-2 2A15 15 0 013 6a2 2 0 012-2z',
  photo: 'M4 7h4l1.5-2h5L16 7h4v12H4zM12 16.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7z',
  pin: 'M12 21s7-6.5 7-12a7 7 0 10-14 0c0 5.5 7 12 7 12zM12 11.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5z',
  plan: 'M6 4v6a3 3 0 003 3h6a3 3 0 013 3v4M6 4l-2.5 3M6 4l2.5 3M18 20l-2.5-3M18 20l2.5-3',
  plus: 'M12 5v14M5 12h14',
  right: 'M9 5l7 7-7 7',
  road: 'M8 4L4 20M16 4l4 16M12 5v2M12 11v2M12 17v2',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
  screen: 'M3 5h18v11H3zM9 20h6M12 16v4',
  scales: 'M12 4v16M8 20h8M5 7h14M5 7l-3 7a3 3 0 006 0zM19 7l-3 7a3 3 0 006 0z',
  search: 'M11 18a7 7 0 100-14 7 7 0 000 14zM16 16l5 5',
  send: 'M4 12l16-8-5 16-4-6z',
  sensor:
    'M12 14a2 2 0 100-4 2 2 0 000 4zM7.5 16.5a6.4 6.4 0 010-9M16.5 7.5a6.4 6.4 0 010 9M4.7 19.3a10.3 10.3 0 010-14.6M19.3 4.7a10.3 10.3 0 010 14.6',
  settings:
    'M12 15.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2',
  shield: 'M12 3l8 3v6c0 5-3.5 7.5-8 9-4.5-1.5-8-4-8-9V6z',
  sound: 'M4 9v6h4l5 4V5L8 9zM16.5 8.5a5 5 0 010 7M19 6a9 9 0 010 12',
  stall: 'M4 10l1-5h14l1 5M4 10h16M6 10v10M18 10v10M6 15h12',
  sun: 'M12 16a4 4 0 100-8 4 4 0 000 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  target: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 16.5a4.5 4.5 0 100-9 4.5 4.5 0 000 9zM12 12h.01',
  tree: 'M12 21v-7M12 14l-5 .1a4 4 0 01-.5-7.8 5.5 5.5 0 0111 0 4 4 0 01-.5 7.8z',
  undo: 'M8 5L4 9l4 4M4 9h10a6 6 0 010 12h-3',
  upload: 'M12 16V4M7 9l5-5 5 5M4 20h16',
  user: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4 21c0-4 3.5-6 8-6s8 2 8 6',
  verify: 'M9 11l3 3 8-8M20 12v7H4V5h9',
  water:
    'M3 16c2 0 2-1.5 4.5-1.5S10 16 12 16s2-1.5 4.5-1.5S19 16 21 16M3 20c2 0 2-1.5 4.5-1.5S10 20 12 20s2-1.5 4.5-1.5S19 20 21 20M12 3c2.5 3 3.5 4.5 3.5 6a3.5 3.5 0 01-7 0c0-1.5 1-3 3.5-6z',
  wifi: 'M3 9a13 13 0 0118 0M6.5 13a8 8 0 0111 0M12 18h.01',
  x: 'M6 6l12 12M18 6L6 18',
} as const

export type IconName = keyof typeof paths

/** Length in rem for a size given in px at normal letters, so that icons and shapes grow with 大字版. */
export const rem = (px: number): string => `${px / 16}rem`

/** One icon. Decorative unless `label` is given: an icon alone on a button needs the label on the button, not here. */
export function Icon({ name, size = 16, label }: { name: IconName; size?: number; label?: string }): ReactNode {
  return (
    <svg
      className="i"
      style={{ width: rem(size), height: rem(size) }}
      viewBox="0 0 24 24"
      role="img"
      aria-label={label}
      aria-hidden={label === undefined}
    >
      <path d={paths[name]} />
    </svg>
  )
}

/** What somebody brought as proof, by its kind. A measured value is not a sensor's: it was read by hand. */
export const evidenceIcons = { photo: 'cam', reading: 'chart', text: 'form', tick: 'check' } as const satisfies Record<
  string,
  IconName
>
