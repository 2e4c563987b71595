/** What people see while the application's server doesn't answer; the page is not the application's. */
export function badGatewayPage(host: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>502: Bad gateway</title></head>
<body><h1>Bad gateway</h1><p>Error code 502</p>
<p>The proxy works, but ${escapeHtml(host)} didn't answer it.</p></body></html>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)
}
