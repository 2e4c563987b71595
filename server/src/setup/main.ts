import { runSetup } from './runSetup.ts'

const { exitCode, output, problem } = await runSetup(process.argv.slice(2))
if (output !== '') process.stdout.write(output)
if (problem !== '') process.stderr.write(problem)
process.exitCode = exitCode
