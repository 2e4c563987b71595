import { runAdmin } from './runAdmin.ts'

const { exitCode, output, problem } = await runAdmin(process.argv.slice(2))
if (output !== '') process.stdout.write(output)
if (problem !== '') process.stderr.write(problem)
process.exitCode = exitCode
