/*
 * Loaded into the server before it starts (`node --import`): whoever started it holds the other end of its standard
 * input, so that a server whose supervisor has been killed ends too instead of keeping its port.
 */
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume()
// Listening is no reason to stay.
process.stdin.unref()
