import { start } from '../ui/root.tsx'

start(() => (
  <main className="state center">
    <h1>智理</h1>
  </main>
))
