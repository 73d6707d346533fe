import { runCommand } from './command-line.ts'

runCommand(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: Error) => {
    // A fault of ours shows where it was.
    console.error(error)
    process.exitCode = 1
  },
)
