/** Where a Chromium may be: what the environment says first, else where distributions put it. */
export const chromiums = (): string[] =>
  [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-headless-shell'].filter(
    (path) => path !== undefined,
  )

/** A browser of ours asks nobody outside. */
export const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Maps without a graphics card. */
export const webGl = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']
