/** An Express route that answers with one JSON document and does nothing else. Run as a process of its own. */
import express from 'express'

const document: unknown = JSON.parse(process.argv[2] ?? '{}')

const app = express()
app.get('/document', (_request, response) => {
  response.json(document)
})
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') process.stdout.write(`${address.port}\n`)
})
